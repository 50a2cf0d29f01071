package org.navicast.system;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.navicast.app.hub.SystemTime;
import tools.jackson.databind.JsonNode;

/**
 * A viewer that does what the page for consumers says of presses, and writes down each promise of
 * the gateway that is broken. It is on the gateway's machine, so their clocks are one.
 *
 * <p>All times are microseconds since 1970 UTC. May be used from any thread.
 */
final class WatchfulViewer {
  private static final long DEADLINE_MICROS = TimeUnit.MILLISECONDS.toMicros(150);
  private static final long LEASE_MICROS = TimeUnit.MILLISECONDS.toMicros(250);

  private final Set<Long> pressed = new HashSet<>();
  private final Set<Long> ended = new HashSet<>();

  /** The presses that are on, each with the end of its lease. */
  private final Map<Long, Long> on = new HashMap<>();

  /** The presses that arrived, whose end is still owed. */
  private final Set<Long> owed = new HashSet<>();

  private final Set<Long> madeWhileDown = new HashSet<>();
  private final Map<Long, Long> letGo = new HashMap<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<Happening, Integer> tally = new TreeMap<>();

  /** What a test has to have seen to be worth its name. */
  enum Happening {
    ACTED_ON,
    REFUSED_AS_LATE,
    OVERTAKEN_BY_ITS_END,
    MADE_WHILE_DOWN,
    RELEASED,
    CANCELLED,
    ENDED_AGAIN,
    RAN_OUT_OF_LEASE,
    OWN_LINK_LOST
  }

  /** The person pressed, while the gateway's link was down. */
  synchronized void madeWhileDown(long pressId) {
    madeWhileDown.add(pressId);
    count(Happening.MADE_WHILE_DOWN);
  }

  /** The person let go, or the gateway knows that the press is over. */
  synchronized void letGo(long pressId, long atMicros) {
    letGo.put(pressId, atMicros);
  }

  /** A {@code navi-button} arrived. */
  synchronized void receive(JsonNode button, long nowMicros) {
    long id = button.path("pressId").asLong();
    long captured = SystemTime.epochMicros(Instant.parse(button.path("capturedAt").asString()));
    endLeases(nowMicros);
    switch (button.path("state").asString()) {
      case "pressed" -> pressed(id, button, captured, nowMicros);
      case "held" -> {
        if (on.containsKey(id)) {
          on.merge(id, captured + LEASE_MICROS, Math::max);
        }
      }
      case "released" -> ended(id, Happening.RELEASED);
      case "cancelled" -> ended(id, Happening.CANCELLED);
      default -> broken.add("an unknown state: " + button);
    }
  }

  private void pressed(long id, JsonNode button, long captured, long now) {
    check(pressed.add(id), "delivered twice", id);
    check(!madeWhileDown.contains(id), "made while the link was down, and replayed", id);
    long age = button.path("ageMicros").asLong();
    check(age <= DEADLINE_MICROS, "handed over after " + age + " us", id);
    if (ended.contains(id)) {
      count(Happening.OVERTAKEN_BY_ITS_END);
      return;
    }
    owed.add(id);
    if (now - captured > TimeUnit.MILLISECONDS.toMicros(button.path("validMillis").asLong())) {
      count(Happening.REFUSED_AS_LATE); // the network was late, and the event says so
    } else {
      count(Happening.ACTED_ON);
      on.put(id, captured + LEASE_MICROS);
    }
  }

  private void ended(long id, Happening how) {
    count(ended.add(id) ? how : Happening.ENDED_AGAIN);
    owed.remove(id);
    on.remove(id);
  }

  /** Nothing of what it missed will be told again: it lets go of everything at once. */
  synchronized void lostItsLink(long nowMicros) {
    endLeases(nowMicros);
    count(Happening.OWN_LINK_LOST);
    on.clear();
    owed.clear();
  }

  private void endLeases(long now) {
    List<Long> over = on.keySet().stream().filter(id -> now > leaseEnd(id)).toList();
    for (long id : over) {
      count(Happening.RAN_OUT_OF_LEASE);
      check(
          leaseEnd(id) <= letGo.getOrDefault(id, Long.MAX_VALUE - LEASE_MICROS) + LEASE_MICROS,
          "held for longer than its lease after the person had let go",
          id);
      on.remove(id);
    }
  }

  private long leaseEnd(long id) {
    return on.getOrDefault(id, 0L);
  }

  private void check(boolean holds, String otherwise, long pressId) {
    if (!holds) {
      broken.add("press " + pressId + ": " + otherwise);
    }
  }

  private void count(Happening what) {
    tally.merge(what, 1, Integer::sum);
  }

  /** True where every press that arrived has been ended, and none is on. */
  synchronized boolean isAtRest(long nowMicros) {
    endLeases(nowMicros);
    return owed.isEmpty() && on.isEmpty();
  }

  /** The presses that arrived and were not ended. */
  synchronized Set<Long> owed() {
    return Set.copyOf(owed);
  }

  /** The promises that were broken. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** How often what happened. */
  synchronized Map<Happening, Integer> tally() {
    return Map.copyOf(tally);
  }
}
