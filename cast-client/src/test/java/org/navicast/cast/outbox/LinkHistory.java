package org.navicast.cast.outbox;

import static org.navicast.cast.outbox.Presses.button;
import static org.navicast.cast.outbox.Presses.ms;
import static org.navicast.cast.outbox.Presses.silent;
import static org.navicast.cast.outbox.Presses.started;
import static org.navicast.cast.outbox.Presses.triggered;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviButton.State;
import org.navicast.cast.event.NaviEvent;

/**
 * Three pedals and a cap, an outbox, a network and a viewer in virtual time. Each press makes
 * actions: that of the first pedal a hold, of the second a rate, of the third, which is silent, a
 * hold; each a trigger as it ends. What is handed out is under way until the network brings it or
 * loses it; the viewer does what the page for consumers says.
 */
final class LinkHistory {
  private static final long DEADLINE_MILLIS = 150;
  private static final long LEASE_MILLIS = 250;
  private static final int PEDALS = 3;
  private static final int WITH_RATE = 1;
  private static final int SILENT = 2;

  /** What may happen. */
  enum Act {
    PRESS,
    HOLD,
    RELEASE,
    UNPLUG,
    PUSH_CAP,
    LET_GO_OF_CAP,
    HAND_OUT_ONE,
    HAND_OUT_ONE_URGENT,
    HAND_OUT_ONE_CONTINUOUS,
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

  private record UnderWay(NaviEvent event, long sinceMillis) {}

  private final ArrayDeque<UnderWay> network = new ArrayDeque<>();
  private final long[] down = new long[PEDALS];
  private final NaviAction[] made = new NaviAction[PEDALS];
  private final Viewer viewer = new Viewer();
  private @Nullable NaviAction cap;
  private Outbox outbox = new Outbox((int) DEADLINE_MILLIS);
  private boolean linked = true;
  private long now;
  private long lastPressId;
  private long lastActionId;

  private LinkHistory() {}

  /**
   * Plays it and, at its end, lets go of everything on a link that works.
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
    for (int pedal = 0; pedal < PEDALS; pedal++) {
      history.end(pedal, State.RELEASED);
    }
    history.letGoOfCap();
    history.outbox.linkUp(ms(history.now));
    history.handOut(Integer.MAX_VALUE, history.outbox::next);
    history.arrive(Integer.MAX_VALUE);
    check(history.outbox.isEmpty(), "something still waits", "");
    check(history.outbox.holdsNothing(), "something still lasts", "");
    check(history.viewer.open.isEmpty(), "without an end", history.viewer.open);
    return history.viewer.tally;
  }

  private void act(Step step) {
    int pedal = step.choice() % PEDALS;
    switch (step.act()) {
      case PRESS -> press(pedal);
      case HOLD -> hold(pedal);
      case RELEASE -> end(pedal, State.RELEASED);
      case UNPLUG -> unplug();
      case PUSH_CAP -> pushCap(step.choice());
      case LET_GO_OF_CAP -> letGoOfCap();
      case HAND_OUT_ONE -> handOut(1, outbox::next);
      case HAND_OUT_ONE_URGENT -> handOut(1, outbox::nextUrgent);
      case HAND_OUT_ONE_CONTINUOUS -> handOut(1, outbox::nextContinuous);
      case HAND_OUT -> handOut(Integer.MAX_VALUE, outbox::next);
      case ARRIVE -> arrive(step.choice());
      case HAND_OUT_AND_ARRIVE -> {
        handOut(Integer.MAX_VALUE, outbox::next);
        arrive(Integer.MAX_VALUE);
      }
      case CUT -> cut(step.choice());
      case RECONNECT -> {
        outbox.linkUp(ms(now));
        linked = true;
      }
      case RESTART -> restart();
    }
  }

  private void press(int pedal) {
    if (down[pedal] != 0) {
      return;
    }
    down[pedal] = ++lastPressId;
    if (!linked) {
      viewer.untold.add(lastPressId);
    }
    offer(pedal, State.PRESSED);
    ActionValue value = pedal == WITH_RATE ? ActionValue.of(0.5) : ActionValue.NONE;
    made[pedal] = started(++lastActionId, value, now, down[pedal]);
    outbox.offer(made[pedal]);
  }

  private void hold(int pedal) {
    if (down[pedal] != 0) {
      offer(pedal, State.HELD);
      outbox.offer(made[pedal].updated(ms(now), made[pedal].value()));
    }
  }

  private void end(int pedal, State end) {
    if (down[pedal] == 0) {
      return;
    }
    offer(pedal, end);
    outbox.offer(
        end == State.RELEASED
            ? made[pedal].ended(ms(now))
            : made[pedal].cancelled(ms(now), CancelReason.DEVICE_LOST));
    if (end == State.RELEASED) {
      viewer.tally.withheld += linked && viewer.untold.contains(down[pedal]) ? 1 : 0;
      outbox.offer(triggered("tap", now, down[pedal]));
    }
    down[pedal] = 0;
  }

  private void offer(int pedal, State state) {
    outbox.offer(
        pedal == SILENT ? silent(down[pedal], state, now) : button(down[pedal], state, now));
  }

  private void unplug() {
    for (int pedal = 0; pedal < PEDALS; pedal++) {
      end(pedal, State.CANCELLED);
    }
  }

  private void pushCap(int choice) {
    ActionValue value = ActionValue.of((choice + 1) / 8.0, 0);
    if (cap == null) {
      cap = started(++lastActionId, value, now);
      outbox.offer(cap);
    } else {
      outbox.offer(cap.updated(ms(now), value));
    }
  }

  private void letGoOfCap() {
    if (cap != null) {
      outbox.offer(cap.ended(ms(now)));
      cap = null;
    }
  }

  private void handOut(int count, LongFunction<@Nullable NaviEvent> next) {
    for (int i = 0; i < count; i++) {
      NaviEvent event = next.apply(ms(now));
      if (event == null) {
        return;
      }
      viewer.handedOut(event, now);
      network.add(new UnderWay(event, now));
    }
  }

  private void arrive(int count) {
    for (int i = 0; i < count && !network.isEmpty(); i++) {
      viewer.receive(network.remove().event, now);
    }
  }

  /** Some of what is under way still arrives; the hub's last sign of life was before the rest. */
  private void cut(int arriving) {
    arrive(arriving);
    UnderWay firstLost = network.peek();
    outbox.linkDown(firstLost == null ? ms(now) : ms(firstLost.sinceMillis) - 1);
    linked = false;
    viewer.tally.lost += network.size();
    network.clear();
  }

  /** The process is killed: it can say nothing, and remembers nothing. */
  private void restart() {
    viewer.gatewayDied(network);
    network.clear();
    outbox = new Outbox((int) DEADLINE_MILLIS);
    linked = false;
    Arrays.fill(down, 0);
    cap = null;
  }

  private static void check(boolean holds, String promise, Object what) {
    if (!holds) {
      throw new AssertionError(promise + " " + what);
    }
  }

  /** How often what happened in a history. */
  static final class Tally {
    private long delivered;
    private long refusedLate;
    private long lost;
    private long endedByLease;
    private long endedTwice;
    private long triggered;
    private long moved;
    private long withheld;

    void add(Tally other) {
      delivered += other.delivered;
      refusedLate += other.refusedLate;
      lost += other.lost;
      endedByLease += other.endedByLease;
      endedTwice += other.endedTwice;
      triggered += other.triggered;
      moved += other.moved;
      withheld += other.withheld;
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

    long triggered() {
      return triggered;
    }

    /** New values of rates. */
    long moved() {
      return moved;
    }

    /** Triggers of presses that nobody was told of. */
    long withheld() {
      return withheld;
    }
  }

  /** What has a beginning and an end. */
  private record LifeId(boolean isPress, long number) {}

  /** Checks each event as it is handed out and as it arrives. */
  private static final class Viewer {
    private final Tally tally = new Tally();

    /** When each that is on was last told of. */
    private final Map<LifeId, Long> open = new HashMap<>();

    /** When each was last told of by the gateway. */
    private final Map<LifeId, Long> handedOut = new HashMap<>();

    private final Set<LifeId> arrived = new HashSet<>();
    private final Set<LifeId> ended = new HashSet<>();
    private final Set<LifeId> forgotten = new HashSet<>();

    /** Presses that were made while there was no link. */
    private final Set<Long> untold = new HashSet<>();

    /** Presses of which was said that their lease is over. */
    private final Set<Long> letGo = new HashSet<>();

    void handedOut(NaviEvent event, long now) {
      if (event instanceof NaviAction action && !event.ends()) {
        for (long press : action.madeOf()) {
          checkPress(press, event);
        }
      }
      if (event instanceof NaviAction action && !action.lasts()) {
        check(isFresh(event, now), "a trigger handed out late", event);
        return;
      }
      LifeId id = id(event);
      check(!forgotten.contains(id), "told by a gateway that cannot know of it", event);
      Long told = handedOut.put(id, now);
      if (begins(event)) {
        check(told == null, "begun twice", event);
        check(isFresh(event, now), "begun late", event);
      } else {
        check(told != null, "told of what was never begun", event);
        check(
            event.ends() || told == null || now - told <= LEASE_MILLIS,
            "revives what has run out",
            event);
      }
      if (event instanceof NaviButton button) {
        check(!button.isSilent(), "a silent press handed out", event);
        if (button.reason() == CancelReason.LEASE_EXPIRED) {
          letGo.add(button.pressId());
        }
      }
    }

    private void checkPress(long press, NaviEvent event) {
      check(!untold.contains(press), "an action of a press that was not told", event);
      check(!letGo.contains(press), "an action of a press that was cancelled", event);
    }

    private static boolean isFresh(NaviEvent event, long now) {
      return ms(now) - event.capturedNanos() <= ms(DEADLINE_MILLIS);
    }

    void receive(NaviEvent event, long now) {
      if (event instanceof NaviAction action && !action.lasts()) {
        tally.triggered++;
        return;
      }
      LifeId id = id(event);
      if (begins(event)) {
        check(arrived.add(id), "delivered twice", event);
        check(!ended.contains(id), "begun after its end", event);
        if (!isFresh(event, now)) {
          tally.refusedLate++; // the network was late, and the event says so
        } else {
          tally.delivered++;
          open.put(id, now);
        }
      } else if (event.ends()) {
        open.remove(id);
        if (!ended.add(id)) {
          tally.endedTwice++;
        }
      } else {
        check(!ended.contains(id), "goes on after its end", event);
        Long told = open.get(id);
        if (told != null && now - told > LEASE_MILLIS) {
          open.remove(id); // the viewer has let go, and does not take it up again
          tally.endedByLease++;
        } else if (told != null) {
          open.put(id, now);
          tally.moved += event instanceof NaviAction action && action.value().size() > 0 ? 1 : 0;
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

    private static boolean begins(NaviEvent event) {
      return switch (event) {
        case NaviButton button -> button.state() == State.PRESSED;
        case NaviAction action -> action.phase() == NaviAction.Phase.STARTED;
        default -> false;
      };
    }

    private static LifeId id(NaviEvent event) {
      return switch (event) {
        case NaviButton button -> new LifeId(true, button.pressId());
        case NaviAction action -> new LifeId(false, action.actionId());
        default -> throw new IllegalArgumentException("has no life: " + event);
      };
    }
  }
}
