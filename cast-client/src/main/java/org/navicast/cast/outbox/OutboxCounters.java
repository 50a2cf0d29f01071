package org.navicast.cast.outbox;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.navicast.cast.event.NaviEvent;

/**
 * What happened to events, counted since the start. Read and written on the client's event loop.
 */
public final class OutboxCounters {
  /** What the hub took back without saying which it was. */
  private static final String UNNAMED = "unnamed";

  private final Map<String, EnumMap<Fate, long[]>> byName = new TreeMap<>();

  void count(NaviEvent event, Fate fate) {
    count(event.name(), fate);
  }

  /** The hub refused an event that it had taken, and did not say which. */
  public void countFailed() {
    count(UNNAMED, Fate.FAILED);
  }

  private void count(String name, Fate fate) {
    byName.computeIfAbsent(name, _ -> new EnumMap<>(Fate.class))
        .computeIfAbsent(fate, _ -> new long[1])[0]++;
  }

  /** All of it, by the name of the event: what did not happen yet is 0; a copy. */
  public Map<String, Map<Fate, Long>> byName() {
    Map<String, Map<Fate, Long>> all = new TreeMap<>();
    byName.forEach(
        (name, _) -> {
          Map<Fate, Long> fates = new EnumMap<>(Fate.class);
          for (Fate fate : Fate.values()) {
            fates.put(fate, of(name, fate));
          }
          all.put(name, fates);
        });
    return all;
  }

  /** Handed to the socket. */
  public long sent() {
    return sum(Fate.SENT);
  }

  /** The same by the name of the event. */
  public Map<String, Long> sentByName() {
    Map<String, Long> counts = new TreeMap<>();
    for (String name : byName.keySet()) {
      if (of(name, Fate.SENT) > 0) {
        counts.put(name, of(name, Fate.SENT));
      }
    }
    return counts;
  }

  /** Continuous events that a newer one of the same device or rate replaced. */
  public long merged() {
    return sum(Fate.MERGED);
  }

  /** Dropped before anybody was told of them. */
  public long expired() {
    return Arrays.stream(Fate.values()).filter(Fate::isDropped).mapToLong(this::sum).sum();
  }

  /** Refused by the hub, or lost with a request whose answer never came. */
  public long failed() {
    return sum(Fate.FAILED);
  }

  private long sum(Fate fate) {
    return byName.keySet().stream().mapToLong(name -> of(name, fate)).sum();
  }

  private long of(String name, Fate fate) {
    EnumMap<Fate, long[]> fates = byName.get(name);
    long[] count = fates == null ? null : fates.get(fate);
    return count == null ? 0 : count[0];
  }
}
