package org.navicast.cast.outbox;

import static org.navicast.cast.outbox.Presses.button;
import static org.navicast.cast.outbox.Presses.ms;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviButton.State;
import org.navicast.cast.event.NaviEvent;

/**
 * Two pedals, an outbox, a network and a viewer in virtual time. What is handed out is under way
 * until the network brings it or loses it; the viewer does what the page for consumers says.
 */
final class LinkHistory {
  private static final long DEADLINE_MILLIS = 150;
  private static final long LEASE_MILLIS = 250;
  private static final int PEDALS = 2;

  /** What may happen. */
  enum Act {
    PRESS,
    HOLD,
    RELEASE,
    UNPLUG,
    HAND_OUT_ONE,
    HAND_OUT,
    ARRIVE,
    HAND_OUT_AND_ARRIVE,
    CUT,
    RECONNECT,
    RESTART
  }

  /**
   * @param pauseMillis how much time passes before it
   * @param choice which pedal, or how much of what is under way still arrives, 0…7
   */
  record Step(Act act, int pauseMillis, int choice) {}

  private record UnderWay(NaviButton button, long sinceMillis) {}

  private final ArrayDeque<UnderWay> network = new ArrayDeque<>();
  private final long[] down = new long[PEDALS];
  private final Viewer viewer = new Viewer();
  private Outbox outbox = new Outbox((int) DEADLINE_MILLIS);
  private long now;
  private long lastPressId;

  private LinkHistory() {}

  /**
   * Plays it and, at its end, lets go of the pedals on a link that works.
   *
   * @throws AssertionError where a promise is broken
   */
  static Tally play(List<Step> steps) {
    LinkHistory history = new LinkHistory();
    history.outbox.linkUp(ms(0));
    for (Step step : steps) {
      history.now += step.pauseMillis();
      history.act(step);
    }
    history.unplug(State.RELEASED);
    history.outbox.linkUp(ms(history.now));
    history.handOut(Integer.MAX_VALUE);
    history.arrive(Integer.MAX_VALUE);
    check(history.outbox.isEmpty(), "something still waits", 0);
    check(history.viewer.open.isEmpty(), "presses without an end: " + history.viewer.open, 0);
    return history.viewer.tally;
  }

  private void act(Step step) {
    int pedal = step.choice() % PEDALS;
    switch (step.act()) {
      case PRESS -> {
        if (down[pedal] == 0) {
          down[pedal] = ++lastPressId;
          offer(pedal, State.PRESSED);
        }
      }
      case HOLD -> offer(pedal, State.HELD);
      case RELEASE -> {
        offer(pedal, State.RELEASED);
        down[pedal] = 0;
      }
      case UNPLUG -> unplug(State.CANCELLED);
      case HAND_OUT_ONE -> handOut(1);
      case HAND_OUT -> handOut(Integer.MAX_VALUE);
      case ARRIVE -> arrive(step.choice());
      case HAND_OUT_AND_ARRIVE -> {
        handOut(Integer.MAX_VALUE);
        arrive(Integer.MAX_VALUE);
      }
      case CUT -> cut(step.choice());
      case RECONNECT -> outbox.linkUp(ms(now));
      case RESTART -> restart();
    }
  }

  private void offer(int pedal, State state) {
    if (down[pedal] != 0) {
      outbox.offer(button(down[pedal], state, now));
    }
  }

  private void unplug(State end) {
    for (int pedal = 0; pedal < PEDALS; pedal++) {
      offer(pedal, end);
      down[pedal] = 0;
    }
  }

  private void handOut(int count) {
    for (int i = 0; i < count; i++) {
      NaviEvent event = outbox.next(ms(now));
      if (!(event instanceof NaviButton button)) {
        return;
      }
      viewer.handedOut(button, now);
      network.add(new UnderWay(button, now));
    }
  }

  private void arrive(int count) {
    for (int i = 0; i < count && !network.isEmpty(); i++) {
      viewer.receive(network.remove().button, now);
    }
  }

  /** Some of what is under way still arrives; the hub's last sign of life was before the rest. */
  private void cut(int arriving) {
    arrive(arriving);
    UnderWay firstLost = network.peek();
    outbox.linkDown(firstLost == null ? ms(now) : ms(firstLost.sinceMillis) - 1);
    viewer.tally.lost += network.size();
    network.clear();
  }

  /** The process is killed: it can say nothing, and remembers nothing. */
  private void restart() {
    viewer.gatewayDied(network);
    network.clear();
    outbox = new Outbox((int) DEADLINE_MILLIS);
    Arrays.fill(down, 0);
  }

  private static void check(boolean holds, String promise, long pressId) {
    if (!holds) {
      throw new AssertionError(promise + (pressId == 0 ? "" : ", press " + pressId));
    }
  }

  /** How often what happened in a history. */
  static final class Tally {
    private long delivered;
    private long refusedLate;
    private long lost;
    private long endedByLease;
    private long endedTwice;

    void add(Tally other) {
      delivered += other.delivered;
      refusedLate += other.refusedLate;
      lost += other.lost;
      endedByLease += other.endedByLease;
      endedTwice += other.endedTwice;
    }

    long delivered() {
      return delivered;
    }

    long refusedLate() {
      return refusedLate;
    }

    long lost() {
      return lost;
    }

    long endedByLease() {
      return endedByLease;
    }

    long endedTwice() {
      return endedTwice;
    }
  }

  /** Checks each event as it is handed out and as it arrives. */
  private static final class Viewer {
    private final Tally tally = new Tally();

    /** When each press that is on was last told of. */
    private final Map<Long, Long> open = new HashMap<>();

    /** When each press was last told of by the gateway. */
    private final Map<Long, Long> handedOut = new HashMap<>();

    private final Set<Long> arrived = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();
    private final Set<Long> forgotten = new HashSet<>();

    void handedOut(NaviButton button, long now) {
      long id = button.pressId();
      check(!forgotten.contains(id), "told by a gateway that cannot know of it", id);
      Long told = handedOut.put(id, now);
      if (button.state() == State.PRESSED) {
        check(told == null, "a press handed out twice", id);
        check(
            ms(now) - button.capturedNanos() <= ms(DEADLINE_MILLIS), "a press handed out late", id);
      } else {
        check(told != null, "told of a press that was never handed out", id);
        check(
            button.state() != State.HELD || told == null || now - told <= LEASE_MILLIS,
            "held revives a hold whose lease ran out",
            id);
      }
    }

    void receive(NaviButton button, long now) {
      long id = button.pressId();
      switch (button.state()) {
        case PRESSED -> {
          check(arrived.add(id), "a press delivered twice", id);
          check(!ended.contains(id), "a press after its end", id);
          if (ms(now) - button.capturedNanos() > ms(button.validMillis())) {
            tally.refusedLate++; // the network was late, and the event says so
          } else {
            tally.delivered++;
            open.put(id, now);
          }
        }
        case HELD -> {
          check(!ended.contains(id), "held after the end", id);
          Long told = open.get(id);
          if (told != null && now - told > LEASE_MILLIS) {
            open.remove(id); // the viewer has let go, and does not take it up again
            tally.endedByLease++;
          } else if (told != null) {
            open.put(id, now);
          }
        }
        case RELEASED, CANCELLED -> {
          open.remove(id);
          if (!ended.add(id)) {
            tally.endedTwice++;
          }
        }
      }
    }

    /** All of its leases run out. What was under way is lost. */
    void gatewayDied(Collection<UnderWay> underWay) {
      tally.lost += underWay.size();
      tally.endedByLease += open.size();
      open.clear();
      forgotten.addAll(handedOut.keySet());
    }
  }
}
