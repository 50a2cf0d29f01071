package org.navicast.system;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.navicast.app.hub.SystemTime;
import tools.jackson.databind.JsonNode;

/**
 * A viewer that does with presses what docs/consumers.md says, and judges what it did by what the
 * foot really did. Viewer, gateway and foot are on one machine, so their clocks are one.
 *
 * <p>Times are microseconds since 1970 UTC. May be used from any thread.
 */
final class FootJudge {
  /**
   * From the foot to an act: the deadline, and what one read may wait on a machine that is shared
   * without being told from a standstill.
   */
  private static final long LATEST_ACT_MICROS = 250_000;

  /** From the foot's end to the end of a hold: the lease, and the same. */
  private static final long LATEST_END_MICROS = 400_000;

  private final Foot foot;
  private final Map<String, Long> seqs = new HashMap<>();
  private final Map<String, Long> pressIds = new HashMap<>();

  /** What is held, with the end of its lease. */
  private final Map<String, Long> on = new HashMap<>();

  private final List<String> broken = new ArrayList<>();
  private final Map<String, Integer> tally = new TreeMap<>();
  private final Set<String> sessions = new HashSet<>();
  private String session = "";
  private long acts;

  FootJudge(Foot foot) {
    this.foot = foot;
  }

  /** A {@code navi-button} came. */
  synchronized void receive(JsonNode r, long now) {
    tick(now);
    String from = r.path("session").asString();
    if (sessions.add(from)) { // the gateway was started anew
      on.clear();
      seqs.clear();
      pressIds.clear();
      session = from;
    } else if (!from.equals(session)) {
      return; // of the gateway before, which is gone
    }
    String control = r.path("control").asString();
    if (r.path("seq").asLong() <= seqs.getOrDefault(control, 0L)) {
      count("repeated or overtaken");
      return;
    }
    seqs.put(control, r.path("seq").asLong());
    take(r, control, now);
  }

  private void take(JsonNode r, String control, long now) {
    long id = r.path("pressId").asLong();
    long known = pressIds.getOrDefault(control, 0L);
    if (id < known) {
      return;
    }
    pressIds.put(control, id);
    long captured = SystemTime.epochMicros(Instant.parse(r.path("capturedAt").asString()));
    long lease = captured + r.path("leaseMillis").asLong() * 1_000;
    switch (r.path("state").asString()) {
      case "pressed" -> {
        if (id == known) {
          return;
        }
        if (now - captured > r.path("validMillis").asLong() * 1_000) {
          count("refused as late");
          return;
        }
        acted(control, now, captured);
        on.put(control, lease);
      }
      case "held" -> on.computeIfPresent(control, (_, until) -> Math.max(until, lease));
      case "released", "cancelled" -> {
        if (on.remove(control) != null) {
          count(r.path("state").asString());
        }
      }
      default -> broken.add("an unknown state: " + r);
    }
  }

  private void acted(String control, long now, long captured) {
    acts++;
    count("acted on");
    long age = foot.sinceDown(control, now);
    if (age > LATEST_ACT_MICROS) {
      broken.add(
          "%s: acted on %d ms after the foot (told as captured %d ms ago)"
              .formatted(control, age / 1_000, (now - captured) / 1_000));
    }
  }

  /** Lets go of what has run out, and looks whether anything is held that no foot holds. */
  synchronized void tick(long now) {
    on.values()
        .removeIf(
            until -> {
              if (now > until) {
                count("ran out of its lease");
              }
              return now > until;
            });
    for (String control : on.keySet()) {
      if (foot.sinceUp(control, now) > LATEST_END_MICROS) {
        broken.add(
            "%s: held %d ms after the foot".formatted(control, foot.sinceUp(control, now) / 1_000));
      }
    }
  }

  /** The viewer's own link is gone. */
  synchronized void lostItsLink() {
    count("own link lost");
    on.clear();
  }

  private void count(String what) {
    tally.merge(what, 1, Integer::sum);
  }

  /** How many presses it acted on so far. */
  synchronized long acts() {
    return acts;
  }

  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  synchronized Map<String, Integer> tally() {
    return new TreeMap<>(tally);
  }
}
