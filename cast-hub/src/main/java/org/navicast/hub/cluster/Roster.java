package org.navicast.hub.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The other nodes that are there, by their own word of a moment ago. */
public final class Roster {
  /** Who says nothing for so long is gone: three times nothing, and a little. */
  public static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_600);

  private final Map<Long, Node> nodes = new HashMap<>();

  private static final class Node {
    private final NodeClock clock = new NodeClock();
    private long heardNanos;
    private long number = Long.MIN_VALUE;
    private long news;
  }

  /**
   * A node said something.
   *
   * @return true where it was not known
   */
  public boolean heard(long node, long nowNanos) {
    Node known = nodes.get(node);
    if (known == null) {
      known = new Node();
      nodes.put(node, known);
      known.heardNanos = nowNanos;
      return true;
    }
    known.heardNanos = nowNanos;
    return false;
  }

  /**
   * Takes each event of a node once and in order; what the engine kept on another way, and what
   * came by two subscriptions, is behind.
   */
  public boolean isNext(long node, long number) {
    Node known = nodes.get(node);
    if (known == null || number <= known.number) {
      return false;
    }
    known.number = number;
    return true;
  }

  /** Whether it is there. */
  public boolean has(long node) {
    return nodes.containsKey(node);
  }

  /**
   * It says how much has happened there.
   *
   * @return true where that is not what it said before
   */
  public boolean tells(long node, long news) {
    Node known = nodes.get(node);
    if (known == null || known.news == news) {
      return false;
    }
    known.news = news;
    return true;
  }

  /** The clock of a node that was heard; null of others. */
  public @Nullable NodeClock clock(long node) {
    Node known = nodes.get(node);
    return known == null ? null : known.clock;
  }

  /** It has said that it goes. */
  public boolean remove(long node) {
    return nodes.remove(node) != null;
  }

  /** Those that have gone without a word since the last call. */
  public List<Long> expire(long nowNanos) {
    List<Long> gone = new ArrayList<>();
    nodes.forEach(
        (node, known) -> {
          if (nowNanos - known.heardNanos > PATIENCE_NANOS) {
            gone.add(node);
          }
        });
    gone.forEach(nodes::remove);
    return gone;
  }

  /** Nobody is known any more. */
  public void clear() {
    nodes.clear();
  }

  /** All that are there. */
  public Set<Long> nodes() {
    return Set.copyOf(nodes.keySet());
  }

  /** As people see it. */
  public static String name(long node) {
    return String.format("%016x", node);
  }
}
