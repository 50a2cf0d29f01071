package org.navicast.cast.incoming;

/** One line of the answer to a {@code status-request}; never content of the hub's context. */
public sealed interface StatusItem {
  /** What it is about, such as {@code availability} or {@code device.pedals}. */
  String key();

  /** A line in words. */
  record Words(String key, String value) implements StatusItem {}

  /** A line that counts or measures; the unit is the last part of the key. */
  record Figure(String key, long value) implements StatusItem {}
}
