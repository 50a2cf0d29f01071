package org.navicast.app.demo;

import java.time.ZoneId;

/** How the demo words what it tells: for people, or for programs. */
interface DemoFormat {

  /** The one for people, or the one for programs. */
  static DemoFormat of(boolean json) {
    return json ? new JsonFormat() : new PlainFormat(ZoneId.systemDefault());
  }

  /**
   * Where the hub is.
   *
   * @param pageUrl the hub's page that shows this topic
   */
  String begins(String hubUrl, String topic, String pageUrl);

  /** One event that is told by itself. */
  String event(ReceivedEvent event);

  /**
   * The motions or poses of one device since the last time.
   *
   * @param count how many, at least 1
   * @param latest the newest of them
   */
  String continuous(ReceivedEvent latest, long count);

  /** The end. */
  String summary(DemoSummary summary);
}
