package org.navicast.hub.cluster;

import java.util.Comparator;

/**
 * When something that all nodes know was last changed, by a count of Lamport's kind: each change
 * counts on from the highest that its node has seen. Of two changes that did not know of each other
 * the same one wins on every node.
 *
 * @param count of the change
 * @param node that made it
 */
public record Stamp(long count, long node) implements Comparable<Stamp> {
  /** Before every change. */
  public static final Stamp NEVER = new Stamp(0, 0);

  private static final Comparator<Stamp> ORDER =
      Comparator.comparingLong(Stamp::count).thenComparingLong(Stamp::node);

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
