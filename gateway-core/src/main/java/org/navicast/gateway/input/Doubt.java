package org.navicast.gateway.input;

import org.navicast.cast.words.Foreign;

/**
 * What a person should know of a device though it goes on: that something it says is left out or
 * not believed, and why.
 *
 * @param topic what it is about; another one of the same topic counts on, with the newer reason
 * @param reason one plain sentence, without a full stop and without the device's name; names that
 *     the device gave are made fit for a log here
 * @param count how many messages, tools or poses; 0: it is over
 * @param lasts true where it stays true until it is said to be over, or the device goes
 */
public record Doubt(
    String device, long capturedNanos, String topic, String reason, long count, boolean lasts)
    implements InputEvent {
  private static final int LONGEST = 400;

  public Doubt {
    reason = Foreign.line(reason, LONGEST);
  }

  /** That so many were left out or not believed just now. */
  public static Doubt of(
      String device, long capturedNanos, String topic, String reason, long count) {
    return new Doubt(device, capturedNanos, topic, reason, count, false);
  }

  /** What is true from now on. */
  public static Doubt lasting(String device, long capturedNanos, String topic, String reason) {
    return new Doubt(device, capturedNanos, topic, reason, 1, true);
  }

  /** What is true no more. */
  public static Doubt over(String device, long capturedNanos, String topic) {
    return new Doubt(device, capturedNanos, topic, "", 0, true);
  }
}
