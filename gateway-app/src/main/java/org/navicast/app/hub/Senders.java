package org.navicast.app.hub;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.navicast.cast.json.Sender;

/** Draws who this run is to the hub. */
public final class Senders {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int DRAWN = 6;

  private Senders() {}

  /**
   * A run of a gateway. Its subscriber name is new each time, since a hub keeps from a subscriber
   * what another of the same name published.
   */
  public static Sender gateway(String name, String product, String actor) {
    return sender("NAVICAST-", name, product, actor);
  }

  /** Somebody who only listens. */
  public static Sender watcher() {
    return sender("WATCH-", "watch", "NAVICast watch", "WATCHER");
  }

  private static Sender sender(String prefix, String gateway, String product, String actor) {
    StringBuilder name = new StringBuilder(prefix);
    ThreadLocalRandom.current()
        .ints(DRAWN, 0, LETTERS.length())
        .forEach(i -> name.append(LETTERS.charAt(i)));
    return new Sender(gateway, UUID.randomUUID().toString(), name.toString(), product, actor);
  }
}
