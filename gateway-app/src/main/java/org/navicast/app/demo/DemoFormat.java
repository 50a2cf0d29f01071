package org.navicast.app.demo;

/** How the demo words what it tells: for people, or for programs. */
interface DemoFormat {

  /** Where the hub is. */
  String begins(String hubUrl, String topic);

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
