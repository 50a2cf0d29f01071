package org.navicast.cast.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
 *       has moved on. Its release goes with it when it is dropped. A trigger and the beginning of a
 *       hold or rate likewise.
 *   <li>The end of what was handed out has no deadline, and is handed out again where the link may
 *       not have carried it: a viewer must not go on doing what nobody asks for any more. What is
 *       new goes before what is repeated, since the lease ends it for consumers too.
 *   <li>That something lasts is a state, so only the newest word of it waits. Where the lease ran
 *       out before it could go, consumers have let go already; it is then cancelled rather than
 *       revived.
 *   <li>An action has no longer life than the presses that it is made of: with a press that was
 *       dropped or cancelled here goes what was not handed out, and what was is cancelled.
 *   <li>What a device is and what the controls mean have no deadline, since they stay true; only
 *       the newest waits.
 *   <li>Motion and poses wait in one slot a device, values of a rate in one of its own, newest
 *       wins; a cap that came to rest is told before it moves again. They go only when nothing
 *       discrete waits.
 *   <li>Nothing waits for a link that is down: what was true then is not true later.
 * </ul>
 *
 * <p>A press that is silent goes through all of this and is handed to nobody, so that its actions
 * live as long as if it were told.
 *
 * <p>Pure and single-threaded; time is passed in, in nanoseconds of the monotonic clock.
 */
public final class Outbox {
  /** More discrete events than a person can make; what comes on top is dropped and counted. */
  static final int MAX_DISCRETE = 1_024;

  /** Ends that may have to be told again after a cut. */
  static final int MAX_RECENT_ENDS = 256;

  private final long deadlineNanos;
  private final Fates told;
  private final OutboxCounters counters = new OutboxCounters();

  private final ArrayDeque<NaviEvent> discrete = new ArrayDeque<>();
  private final ArrayDeque<NaviEvent> repeats = new ArrayDeque<>();
  private final Map<Long, Life> presses = new HashMap<>();

  /** Holds and rates. */
  private final Map<Long, Life> actions = new HashMap<>();

  private final DeadPresses dead = new DeadPresses();

  /** The newest word of what lasts, held controls and holds. */
  private final LinkedHashMap<Life, NaviEvent> lasting = new LinkedHashMap<>();

  private final Map<String, ContinuousSlot<NaviMotion>> motions = new HashMap<>();
  private final Map<String, ContinuousSlot<NaviPose>> poses = new HashMap<>();

  /** The slots in which something waits, each with its turn. */
  private final ArrayDeque<ContinuousSlot<?>> turns = new ArrayDeque<>();

  private final ArrayDeque<SentEnd> recentEnds = new ArrayDeque<>();
  private boolean linkUp;

  private record SentEnd(NaviEvent end, long sentNanos) {}

  /**
   * @param deadlineMillis how long after capture a press or an action may still be handed out
   */
  public Outbox(int deadlineMillis) {
    this(deadlineMillis, (_, _) -> {});
  }

  /**
   * The same.
   *
   * @param told of each event what became of it
   */
  public Outbox(int deadlineMillis, Fates told) {
    this.deadlineNanos = TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
    this.told = told;
  }

  /** What happened to events so far. */
  public OutboxCounters counters() {
    return counters;
  }

  private void became(NaviEvent event, Fate fate) {
    counters.count(event, fate);
    told.became(event, fate);
  }

  /** The hub did not take an event, or it was lost on the way. */
  public void failed(NaviEvent event) {
    became(event, Fate.FAILED);
  }

  /** Takes an event in. */
  public void offer(NaviEvent event) {
    switch (event) {
      case NaviButton button -> offerButton(button);
      case NaviAction action -> offerAction(action);
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
          presses.put(button.pressId(), new Life(button));
        } else {
          dead.add(button.pressId());
        }
      }
      case HELD -> goOn(presses.get(button.pressId()), button);
      case RELEASED, CANCELLED -> offerEnd(presses.get(button.pressId()), button);
    }
  }

  private void offerAction(NaviAction action) {
    switch (action.phase()) {
      case TRIGGERED -> offerDiscrete(action);
      case STARTED -> {
        if (isRate(action)) {
          offerRate(action);
        } else if (offerDiscrete(action)) {
          actions.put(action.actionId(), new Life(action));
        }
      }
      case UPDATED -> {
        Life life = actions.get(action.actionId());
        if (!isRate(action)) {
          goOn(life, action);
        } else if (life != null && !life.ending && linkUp) {
          enqueue(life.rates, action);
        }
      }
      case ENDED, CANCELLED -> offerEnd(actions.get(action.actionId()), action);
    }
  }

  private static boolean isRate(NaviAction action) {
    return action.value().size() > 0;
  }

  private void offerRate(NaviAction started) {
    if (!linkUp || actions.size() >= MAX_DISCRETE) {
      became(started, linkUp ? Fate.CROWDED : Fate.UNLINKED);
      return;
    }
    Life life = new Life(started);
    actions.put(started.actionId(), life);
    enqueue(life.rates, started);
  }

  private void goOn(@Nullable Life life, NaviEvent newest) {
    if (life != null && life.sent && !life.ending && linkUp) {
      lasting.put(life, newest);
    }
  }

  /** Ends are bounded by what is open, so they need no bound of their own. */
  private void offerEnd(@Nullable Life life, NaviEvent end) {
    if (life == null || life.ending) {
      return;
    }
    life.ending = true;
    forgetWaiting(life);
    if (isRate(life) && !life.sent) {
      lives(end).remove(id(end)); // nobody has seen it begin, and it is at rest again
      became(end, Fate.MERGED);
      return;
    }
    discrete.add(end);
  }

  private static boolean isRate(Life life) {
    return life.first instanceof NaviAction action && isRate(action);
  }

  private void forgetWaiting(Life life) {
    lasting.remove(life);
    turns.remove(life.rates);
    life.rates = new RateSlot();
  }

  private boolean offerDiscrete(NaviEvent event) {
    if (!linkUp || discrete.size() >= MAX_DISCRETE) {
      became(event, linkUp ? Fate.CROWDED : Fate.UNLINKED);
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
      became(event, Fate.UNLINKED);
      return;
    }
    ContinuousSlot<E> slot = slots.get(event.source().device());
    if (slot == null) {
      slot = newSlot.get();
      slots.put(event.source().device(), slot);
    }
    enqueue(slot, event);
  }

  private <E extends NaviEvent> void enqueue(ContinuousSlot<E> slot, E event) {
    if (slot.isEmpty()) {
      turns.add(slot);
    }
    if (slot.put(event)) {
      became(event, Fate.MERGED);
    }
  }

  /**
   * The event to hand to the socket now, or null when nothing may go. What is returned counts as
   * sent.
   */
  public @Nullable NaviEvent next(long nowNanos) {
    NaviEvent event = nextUrgent(nowNanos);
    return event == null ? nextContinuous(nowNanos) : event;
  }

  /** The same, without motion, poses and rates. */
  public @Nullable NaviEvent nextUrgent(long nowNanos) {
    if (!linkUp) {
      return null;
    }
    NaviEvent event = nextDiscrete(nowNanos);
    if (event == null) {
      event = nextRepeat(nowNanos);
    }
    return counted(event == null ? nextLasting(nowNanos) : event);
  }

  /** Only what happened and was not handed out yet: what a hub in trouble is still tried with. */
  public @Nullable NaviEvent nextNew(long nowNanos) {
    return linkUp ? counted(nextDiscrete(nowNanos)) : null;
  }

  /**
   * Motion, poses and rates alone, for a way on which they delay nothing. All of a rate but its end
   * goes here, so that its values never overtake its beginning.
   */
  public @Nullable NaviEvent nextContinuous(long nowNanos) {
    return linkUp ? counted(pollContinuous(nowNanos)) : null;
  }

  private @Nullable NaviEvent counted(@Nullable NaviEvent event) {
    if (event != null) {
      became(event, Fate.SENT);
    }
    return event;
  }

  private @Nullable NaviEvent nextDiscrete(long nowNanos) {
    while (true) {
      NaviEvent event = discrete.poll();
      if (event == null || (mayGo(event, nowNanos) && !isSilent(event))) {
        return event;
      }
    }
  }

  private @Nullable NaviEvent nextRepeat(long nowNanos) {
    NaviEvent repeat = repeats.poll();
    while (repeat != null && (!end(repeat, nowNanos) || isSilent(repeat))) {
      repeat = repeats.poll();
    }
    return repeat;
  }

  private boolean mayGo(NaviEvent event, long nowNanos) {
    return switch (event) {
      case NaviButton button -> button.ends() ? end(button, nowNanos) : begin(button, nowNanos);
      case NaviAction action ->
          switch (action.phase()) {
            case TRIGGERED -> !isTooLate(action, nowNanos);
            case STARTED, UPDATED -> begin(action, nowNanos);
            case ENDED, CANCELLED -> end(action, nowNanos);
          };
      case NaviDevice _, NaviProfile _ -> true;
      case NaviMotion _, NaviPose _ -> throw new IllegalStateException("not discrete: " + event);
    };
  }

  private static boolean isSilent(NaviEvent event) {
    return event instanceof NaviButton button && button.isSilent();
  }

  /** Counts what may not begin any more. */
  private boolean isTooLate(NaviEvent event, long nowNanos) {
    if (nowNanos - event.capturedNanos() > deadlineNanos) {
      became(event, Fate.LATE);
      return true;
    }
    if (event instanceof NaviAction action && dead.hasOneOf(action.madeOf())) {
      became(event, Fate.ORPHANED);
      return true;
    }
    return false;
  }

  private boolean begin(NaviEvent first, long nowNanos) {
    Life life = lives(first).get(id(first));
    if (life == null) {
      return false;
    }
    if (isTooLate(first, nowNanos)) {
      lives(first).remove(id(first)); // so that all that follows finds nothing
      forgetWaiting(life);
      whenGone(first, nowNanos);
      return false;
    }
    life.sent(nowNanos);
    return true;
  }

  private boolean end(NaviEvent end, long nowNanos) {
    Life life = lives(end).remove(id(end));
    if (life == null || !life.sent) {
      return false;
    }
    rememberEnd(end, nowNanos);
    return true;
  }

  private void rememberEnd(NaviEvent end, long nowNanos) {
    if (isSilent(end)) {
      return;
    }
    if (recentEnds.size() == MAX_RECENT_ENDS) {
      recentEnds.remove();
    }
    recentEnds.add(new SentEnd(end, nowNanos));
  }

  private @Nullable NaviEvent nextLasting(long nowNanos) {
    while (true) {
      var first = lasting.pollFirstEntry();
      if (first == null) {
        return null;
      }
      NaviEvent event = renewed(first.getKey(), first.getValue(), nowNanos);
      if (!isSilent(event)) {
        return event;
      }
    }
  }

  /** That it lasts, or its end where consumers have let go of it meanwhile. */
  private NaviEvent renewed(Life life, NaviEvent newest, long nowNanos) {
    if (!life.leaseOver(nowNanos)) {
      life.lastToldNanos = nowNanos;
      return newest;
    }
    lives(newest).remove(id(newest));
    NaviEvent cancel = life.leaseExpired(nowNanos);
    rememberEnd(cancel, nowNanos);
    whenGone(newest, nowNanos);
    return cancel;
  }

  private @Nullable NaviEvent pollContinuous(long nowNanos) {
    for (int left = turns.size(); left > 0 && !turns.isEmpty(); left--) {
      ContinuousSlot<?> slot = turns.remove();
      boolean waits = slot instanceof RateSlot rate && mustWait(rate);
      NaviEvent event = waits ? null : slot.take();
      if (!slot.isEmpty()) {
        turns.add(slot);
      }
      NaviEvent told = event instanceof NaviAction rate ? rate(rate, nowNanos) : event;
      if (told != null) {
        return told;
      }
    }
    return null;
  }

  /** A rate does not begin before the press that it is made of has been told. */
  private boolean mustWait(RateSlot slot) {
    NaviAction started = slot.started();
    if (started == null) {
      return false;
    }
    for (Long pressId : started.madeOf()) {
      Life press = presses.get(pressId);
      if (press != null && !press.sent) {
        return true;
      }
    }
    return false;
  }

  private @Nullable NaviEvent rate(NaviAction rate, long nowNanos) {
    Life life = actions.get(rate.actionId());
    if (life == null || life.ending) {
      return null;
    }
    if (rate.phase() == NaviAction.Phase.STARTED) {
      return begin(rate, nowNanos) ? rate : null;
    }
    return renewed(life, rate, nowNanos);
  }

  /** With a press that was dropped or cancelled here go the actions that it made. */
  private void whenGone(NaviEvent gone, long nowNanos) {
    if (!(gone instanceof NaviButton press)) {
      return;
    }
    dead.add(press.pressId());
    for (Life life : List.copyOf(actions.values())) {
      if (!life.isMadeOf(press.pressId()) || life.ending) {
        continue;
      }
      forgetWaiting(life);
      if (life.sent) {
        life.ending = true;
        discrete.addFirst(life.leaseExpired(nowNanos));
      } else {
        actions.remove(id(life.first));
        became(life.first, Fate.ORPHANED);
      }
    }
  }

  /** The link can carry events from now on. */
  public void linkUp(long nowNanos) {
    linkUp = true;
    for (Life life : open()) {
      if (life.leaseOver(nowNanos)) {
        resend(life.leaseExpired(nowNanos));
        whenGone(life.first, nowNanos);
      }
    }
  }

  private List<Life> open() {
    List<Life> open = new ArrayList<>(actions.values());
    open.addAll(presses.values());
    return open;
  }

  /**
   * The link is gone. What was not handed out is dropped; ends that it may not have carried are
   * kept for the next one.
   *
   * @param confirmedNanos the last moment up to which the hub is known to have received what was
   *     sent
   */
  public void linkDown(long confirmedNanos) {
    if (!linkUp) {
      return;
    }
    linkUp = false;
    for (Life life : open()) {
      forgetWaiting(life);
      life.inDoubt = life.lastToldNanos - confirmedNanos > 0;
      if (!life.sent) {
        became(life.first, Fate.CUT);
        lives(life.first).remove(id(life.first));
        if (life.first instanceof NaviButton press) {
          dead.add(press.pressId());
        }
      }
    }
    discrete.removeIf(this::cannotOutliveLink);
    turns.forEach(this::cut);
    turns.clear();
    motions.clear();
    poses.clear();
    for (SentEnd sent : List.copyOf(recentEnds)) {
      if (sent.sentNanos - confirmedNanos > 0) {
        resend(sent.end);
      }
    }
  }

  /** Only an end of what was told is kept; of what has a life it was said above that it is cut. */
  private boolean cannotOutliveLink(NaviEvent event) {
    if (event instanceof NaviAction action && action.phase() == NaviAction.Phase.TRIGGERED) {
      became(event, Fate.CUT);
    }
    return !(event.ends() && lives(event).containsKey(id(event)));
  }

  private void cut(ContinuousSlot<?> slot) {
    while (!slot.isEmpty()) {
      became(slot.take(), Fate.CUT);
    }
  }

  /** An end whose delivery failed for certain, or is unknown: it goes out again. */
  public void resend(NaviEvent end) {
    if (!end.ends()) {
      throw new IllegalArgumentException("only an end may be sent twice");
    }
    if (repeats.size() >= MAX_DISCRETE) {
      failed(end); // a hub that refuses everything: consumers let go by their lease
      return;
    }
    recentEnds.removeIf(sent -> sent.end.getClass() == end.getClass() && id(sent.end) == id(end));
    Life life = new Life(end);
    life.sent = true;
    life.ending = true;
    lives(end).put(id(end), life);
    repeats.add(end);
  }

  /** True when nothing waits. */
  public boolean isEmpty() {
    return discrete.isEmpty() && repeats.isEmpty() && lasting.isEmpty() && turns.isEmpty();
  }

  /** True when nothing lasts as far as consumers know, and nothing they must hear waits. */
  public boolean holdsNothing() {
    return presses.isEmpty() && actions.isEmpty() && discrete.isEmpty() && repeats.isEmpty();
  }

  /** Presses and actions are numbered apart. */
  private Map<Long, Life> lives(NaviEvent event) {
    return event instanceof NaviButton ? presses : actions;
  }

  private static long id(NaviEvent event) {
    return switch (event) {
      case NaviButton button -> button.pressId();
      case NaviAction action -> action.actionId();
      default -> throw new IllegalStateException("has no life: " + event);
    };
  }
}
