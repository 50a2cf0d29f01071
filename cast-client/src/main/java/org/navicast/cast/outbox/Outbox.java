package org.navicast.cast.outbox;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;

/**
 * What may still be sent, and in which order.
 *
 * <p>The rules, and the reason for each:
 *
 * <ul>
 *   <li>A press is handed out once, and only within its deadline: a person who saw nothing happen
 *       has moved on. Its release goes with it when it is dropped.
 *   <li>The end of a press that was handed out has no deadline, and is handed out again until the
 *       link is known to have carried it: a viewer must not go on doing what nobody asks for any
 *       more.
 *   <li>{@code held} is a state, so only the newest of a press waits. Where the lease ran out
 *       before it could go, consumers have let go already; the press is then cancelled rather than
 *       revived.
 *   <li>A device's state has no deadline, since it stays true; only the newest of a device waits.
 *   <li>Motion and poses wait in one slot a device, newest wins; a cap that came to rest is told
 *       before it moves again. They go only when nothing discrete waits.
 *   <li>Nothing waits for a link that is down: what was true then is not true later.
 * </ul>
 *
 * <p>Pure and single-threaded; time is passed in, in nanoseconds of the monotonic clock.
 */
public final class Outbox {
  /** More discrete events than a person can make; what comes on top is dropped and counted. */
  static final int MAX_DISCRETE = 1_024;

  /** Ends that may have to be told again after a cut. */
  static final int MAX_RECENT_ENDS = 256;

  private final long deadlineNanos;
  private final OutboxCounters counters = new OutboxCounters();

  private final ArrayDeque<NaviEvent> discrete = new ArrayDeque<>();
  private final Map<Long, Press> presses = new HashMap<>();
  private final LinkedHashMap<Long, NaviButton> held = new LinkedHashMap<>();
  private final Map<String, ContinuousSlot<NaviMotion>> motions = new HashMap<>();
  private final Map<String, ContinuousSlot<NaviPose>> poses = new HashMap<>();

  /** The slots in which something waits, each with its turn. */
  private final ArrayDeque<ContinuousSlot<?>> turns = new ArrayDeque<>();

  private final ArrayDeque<SentEnd> recentEnds = new ArrayDeque<>();
  private boolean linkUp;

  /** A press whose end has not been handed out yet. */
  private static final class Press {
    final NaviButton pressed;
    boolean sent;
    boolean ending;
    long lastToldNanos;

    /** The last that was told of it may have been lost, so consumers may have let go already. */
    boolean inDoubt;

    Press(NaviButton pressed) {
      this.pressed = pressed;
    }
  }

  private record SentEnd(NaviButton end, long sentNanos) {}

  /**
   * @param deadlineMillis how long after capture a press or an action may still be handed out
   */
  public Outbox(int deadlineMillis) {
    this.deadlineNanos = TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
  }

  /** What happened to events so far. */
  public OutboxCounters counters() {
    return counters;
  }

  /** Takes an event in. */
  public void offer(NaviEvent event) {
    switch (event) {
      case NaviButton button -> offerButton(button);
      case NaviAction action -> offerDiscrete(action);
      case NaviDevice device -> offerState(device);
      case NaviProfile profile -> offerState(profile);
      case NaviMotion motion -> offerContinuous(motion, motions, MotionSlot::new);
      case NaviPose pose -> offerContinuous(pose, poses, PoseSlot::new);
    }
  }

  private void offerButton(NaviButton button) {
    switch (button.state()) {
      case PRESSED -> {
        if (offerDiscrete(button)) {
          presses.put(button.pressId(), new Press(button));
        }
      }
      case HELD -> {
        Press press = presses.get(button.pressId());
        if (press != null && press.sent && linkUp) {
          held.put(button.pressId(), button);
        }
      }
      case RELEASED, CANCELLED -> {
        held.remove(button.pressId());
        // Ends are bounded by the presses that are open, so they need no bound of their own.
        Press press = presses.get(button.pressId());
        if (press != null) {
          press.ending = true;
          discrete.add(button);
        }
      }
    }
  }

  private boolean offerDiscrete(NaviEvent event) {
    if (!linkUp || discrete.size() >= MAX_DISCRETE) {
      counters.expired++;
      return false;
    }
    discrete.add(event);
    return true;
  }

  /** What a device is, or what the controls mean: only the newest is worth telling. */
  private void offerState(NaviEvent state) {
    if (!linkUp) {
      return; // the engine announces all of them when the link is up
    }
    discrete.removeIf(e -> e.getClass() == state.getClass() && e.source().equals(state.source()));
    discrete.add(state);
  }

  private <E extends NaviEvent> void offerContinuous(
      E event, Map<String, ContinuousSlot<E>> slots, Supplier<ContinuousSlot<E>> newSlot) {
    if (!linkUp) {
      counters.expired++;
      return;
    }
    ContinuousSlot<E> slot = slots.get(event.source().device());
    if (slot == null) {
      slot = newSlot.get();
      slots.put(event.source().device(), slot);
    }
    if (slot.isEmpty()) {
      turns.add(slot);
    }
    if (slot.put(event)) {
      counters.merged++;
    }
  }

  /**
   * The event to hand to the socket now, or null when nothing may go. What is returned counts as
   * sent.
   */
  public @Nullable NaviEvent next(long nowNanos) {
    NaviEvent event = nextUrgent(nowNanos);
    return event == null ? nextContinuous() : event;
  }

  /** The same, without motion and poses. */
  public @Nullable NaviEvent nextUrgent(long nowNanos) {
    if (!linkUp) {
      return null;
    }
    NaviEvent event = nextDiscrete(nowNanos);
    return counted(event == null ? nextHeld(nowNanos) : event);
  }

  /** Motion and poses alone, for a way on which they delay nothing; they have no deadline. */
  public @Nullable NaviEvent nextContinuous() {
    return linkUp ? counted(pollContinuous()) : null;
  }

  private @Nullable NaviEvent counted(@Nullable NaviEvent event) {
    if (event != null) {
      counters.sent(event);
    }
    return event;
  }

  private @Nullable NaviEvent nextDiscrete(long nowNanos) {
    while (true) {
      NaviEvent event = discrete.poll();
      switch (event) {
        case null -> {
          return null;
        }
        case NaviButton button -> {
          if (button.state().ends() ? end(button, nowNanos) : begin(button, nowNanos)) {
            return button;
          }
        }
        case NaviAction action -> {
          if (!late(action, nowNanos)) {
            return action;
          }
          counters.expired++;
        }
        case NaviDevice _, NaviProfile _ -> {
          return event;
        }
        case NaviMotion _, NaviPose _ -> throw new IllegalStateException("not discrete: " + event);
      }
    }
  }

  private boolean begin(NaviButton pressed, long nowNanos) {
    Press press = presses.get(pressed.pressId());
    if (press == null) {
      return false;
    }
    if (late(pressed, nowNanos)) {
      presses.remove(pressed.pressId()); // so that its held and its release find nothing
      counters.expired++;
      return false;
    }
    press.sent = true;
    press.lastToldNanos = nowNanos;
    return true;
  }

  private boolean end(NaviButton end, long nowNanos) {
    Press press = presses.remove(end.pressId());
    if (press == null || !press.sent) {
      return false;
    }
    rememberEnd(end, nowNanos);
    return true;
  }

  private void rememberEnd(NaviButton end, long nowNanos) {
    if (recentEnds.size() == MAX_RECENT_ENDS) {
      recentEnds.remove();
    }
    recentEnds.add(new SentEnd(end, nowNanos));
  }

  private @Nullable NaviEvent nextHeld(long nowNanos) {
    var first = held.pollFirstEntry();
    Press press = first == null ? null : presses.get(first.getKey());
    if (first == null || press == null) {
      return null;
    }
    if (leaseOver(press, nowNanos)) {
      presses.remove(first.getKey());
      NaviButton cancel = leaseExpired(press, nowNanos);
      rememberEnd(cancel, nowNanos);
      return cancel;
    }
    press.lastToldNanos = nowNanos;
    return first.getValue();
  }

  private @Nullable NaviEvent pollContinuous() {
    ContinuousSlot<?> slot = turns.poll();
    if (slot == null) {
      return null;
    }
    NaviEvent event = slot.take();
    if (!slot.isEmpty()) {
      turns.add(slot);
    }
    return event;
  }

  /** The link can carry events from now on. */
  public void linkUp(long nowNanos) {
    linkUp = true;
    for (Press press : List.copyOf(presses.values())) {
      if (leaseOver(press, nowNanos)) {
        resend(leaseExpired(press, nowNanos));
      }
    }
  }

  /**
   * The link is gone. Presses that were not handed out are dropped; ends that it may not have
   * carried are kept for the next one.
   *
   * @param confirmedNanos the last moment up to which the hub is known to have received what was
   *     sent
   */
  public void linkDown(long confirmedNanos) {
    if (!linkUp) {
      return;
    }
    linkUp = false;
    for (Press press : presses.values()) {
      if (!press.sent) {
        counters.expired++;
      }
      press.inDoubt = press.lastToldNanos - confirmedNanos > 0;
    }
    presses.values().removeIf(press -> !press.sent);
    discrete.removeIf(
        e -> !(e instanceof NaviButton b && b.state().ends() && presses.containsKey(b.pressId())));
    held.clear();
    counters.expired += turns.size();
    turns.clear();
    motions.clear();
    poses.clear();
    List<SentEnd> doubtful = List.copyOf(recentEnds);
    recentEnds.clear();
    for (SentEnd sent : doubtful) {
      if (sent.sentNanos - confirmedNanos > 0) {
        resend(sent.end);
      }
    }
  }

  /** An end whose delivery failed for certain, or is unknown: it goes out again. */
  public void resend(NaviButton end) {
    if (!end.state().ends()) {
      throw new IllegalArgumentException("only the end of a press may be sent twice");
    }
    if (discrete.size() >= MAX_DISCRETE) {
      counters.failed++; // a hub that refuses everything: consumers let go by their lease
      return;
    }
    recentEnds.removeIf(sent -> sent.end.pressId() == end.pressId());
    Press press = new Press(end);
    press.sent = true;
    press.ending = true;
    presses.put(end.pressId(), press);
    discrete.addFirst(end);
  }

  /** True when nothing waits. */
  public boolean isEmpty() {
    return discrete.isEmpty() && held.isEmpty() && turns.isEmpty();
  }

  /** True when no control is held as far as consumers know, and nothing they must hear waits. */
  public boolean holdsNothing() {
    return presses.isEmpty() && discrete.isEmpty();
  }

  private boolean late(NaviEvent event, long nowNanos) {
    return nowNanos - event.capturedNanos() > deadlineNanos;
  }

  private static boolean leaseOver(Press press, long nowNanos) {
    return press.sent
        && !press.ending
        && (press.inDoubt
            || nowNanos - press.lastToldNanos
                > TimeUnit.MILLISECONDS.toNanos(press.pressed.leaseMillis()));
  }

  private static NaviButton leaseExpired(Press press, long nowNanos) {
    NaviButton pressed = press.pressed;
    return new NaviButton(
        pressed.source(),
        nowNanos,
        pressed.control(),
        NaviButton.State.CANCELLED,
        pressed.pressId(),
        TimeUnit.NANOSECONDS.toMillis(nowNanos - pressed.capturedNanos()),
        pressed.leaseMillis(),
        0,
        CancelReason.LEASE_EXPIRED);
  }
}
