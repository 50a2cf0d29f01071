package org.navicast.gateway.engine.action;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.event.Source;
import org.navicast.gateway.engine.AudienceState;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.engine.Due;
import org.navicast.gateway.engine.Mapping;
import org.navicast.gateway.engine.RoomState;
import org.navicast.gateway.input.HubInput;

/**
 * What the controls and axes of all devices mean by a profile, in the mode that is on.
 *
 * <p>What it guarantees, whatever the devices do:
 *
 * <ul>
 *   <li>every hold and rate that is started is ended or cancelled exactly once, before the next of
 *       the same input; it is updated only in between
 *   <li>a change of mode or profile first ends all of the old one, then begins; a press belongs to
 *       the mode in which it began, a deflection to the one that is on
 *   <li>a motion passes a clutch only while that control is down
 *   <li>while it is paused nothing starts, and what was deflected then has to come to rest first
 * </ul>
 *
 * <p>Pure and single-threaded; time is passed in with what happens.
 */
public final class Actions implements Mapping {
  /** Viewers that come or change are not told of one by one. */
  static final long SETTLE_NANOS = 1_000_000_000L;

  private static final String CHANGED = "the configuration was changed";

  private final Consumer<? super NaviEvent> out;
  private final Teller teller;
  private final Inputs inputs = new Inputs();

  /** Modes that are on only as long as a control is held, the newest first. */
  private final Deque<HeldMode> held = new ArrayDeque<>();

  /** Changes that gestures asked for, done after all that they are part of is told. */
  private final Queue<Change> changes = new ArrayDeque<>();

  private final Audience audience = new Audience();
  private final Explainer explainer = new Explainer(audience);
  private final Consumer<? super Doubted> doubted;

  /** Actions of which a person was told already that no viewer understands them. */
  private final Set<String> toldNotUnderstood = new HashSet<>();

  /** Devices that were deflected during a pause and have not been at rest since. */
  private final Set<String> mustRest = new HashSet<>();

  private Map<String, Source> sources;
  private Profiles profiles;
  private RoomState room = RoomState.NOTHING;

  /** The profile that is to be on as soon as nothing is held. */
  private Profiles.Chosen chosen;

  private Profile profile;
  private Mode mode;
  private GestureBank gestures;
  private RateBank rates;
  private Holds holds;
  private Map<ControlRef, ControlBinding> bindings = Map.of();
  private boolean isPaused;
  private List<NaviProfile.Binding> toldBindings = List.of();
  private long settledNanos = Due.NEVER;

  /** That a control is held, and the mode that comes back when it is let go. */
  private record HeldMode(ControlRef control, Mode before) {}

  /** To another mode; by a control as long as it is held, where there is one. */
  private record Change(
      Meaning.ModeTarget target, Optional<ControlRef> by, String words, long nanos) {}

  /** With one profile, whatever is open. */
  public Actions(
      Profile profile,
      List<DeviceSettings> devices,
      int validMillis,
      Consumer<? super NaviEvent> out,
      Consumer<? super Doubted> doubted) {
    this(Profiles.of(profile), devices, validMillis, out, doubted);
  }

  /**
   * @param devices all that the profiles may name
   * @param validMillis how long after its capture what starts may be acted on
   * @param doubted told, once each, what no viewer understands, for a person to read
   */
  public Actions(
      Profiles profiles,
      List<DeviceSettings> devices,
      int validMillis,
      Consumer<? super NaviEvent> out,
      Consumer<? super Doubted> doubted) {
    this.out = out;
    this.doubted = doubted;
    this.sources = sources(devices);
    this.teller = new Teller(validMillis, out);
    this.profiles = profiles;
    this.chosen = profiles.choose(room, Set.of());
    this.profile = chosen.profile();
    this.mode = profile.modes().getFirst();
    this.gestures = new GestureBank(List.of(), List.of(), new Gestures());
    this.rates = new RateBank(List.of(), inputs, teller);
    this.holds = new Holds(teller);
    begin();
    toldBindings = BindingWords.of(mode, audience::understands);
  }

  /** Tells of each gesture what came of it from now on, for a person who asks. */
  public void explainTo(Consumer<? super Gestured> listener) {
    explainer.tell(listener);
  }

  private static Map<String, Source> sources(List<DeviceSettings> devices) {
    return devices.stream()
        .collect(
            Collectors.toMap(
                DeviceSettings::name, device -> new Source(device.name(), device.kind().label())));
  }

  /**
   * Takes another configuration, as a person asked for. Where that means another profile, what
   * lasts is cancelled first; a press that is open then means nothing, and a cap that is deflected
   * has to come to rest first.
   *
   * @param devices all that the profiles may name
   * @param validMillis how long after its capture what starts may be acted on
   */
  public void use(Profiles others, List<DeviceSettings> devices, int validMillis, long nanos) {
    sources = sources(devices);
    teller.startsAreValidFor(validMillis);
    profiles = others;
    chosen = profiles.choose(room, audience.products());
    if (!chosen.profile().equals(profile)) {
      mustRest.addAll(inputs.forgetDeflections());
      toldNotUnderstood.clear();
      change(chosen.profile(), CHANGED, nanos);
    }
  }

  /** By itself a profile changes only when nothing is held, and nothing lasts or is begun. */
  private void changeProfile(long nanos) {
    if (chosen.profile().equals(profile) || !isIdle()) {
      return;
    }
    // Who is deflected though nothing comes of it must not find himself moving a view.
    mustRest.addAll(inputs.forgetDeflections());
    change(chosen.profile(), chosen.reason(), nanos);
  }

  private boolean isIdle() {
    return inputs.down().isEmpty()
        && changes.isEmpty()
        && gestures.dueNanos() == Due.NEVER
        && !rates.isRunning();
  }

  private void change(Profile other, String reason, long nanos) {
    end(CancelReason.PROFILE_CHANGED, nanos);
    held.clear();
    profile = other;
    mode = other.modes().getFirst();
    begin();
    tell(reason, nanos);
    pauseAsViewersAre(nanos);
    settledNanos = Math.min(settledNanos, nanos + SETTLE_NANOS);
    rates.looksAnew(nanos, CancelReason.NONE);
  }

  @Override
  public boolean isTold(String device) {
    return !profile.silent().contains(device);
  }

  @Override
  public void accept(NaviButton button) {
    ControlRef control = new ControlRef(button.source().device(), button.control());
    long nanos = button.capturedNanos();
    switch (button.state()) {
      case PRESSED -> {
        inputs.down(control, button.pressId());
        explainer.pressed(control, mode, nanos);
        gestures.accept(control, button);
        rates.looksAnew(nanos, CancelReason.NONE);
      }
      case HELD -> holds.update(control, nanos);
      case RELEASED, CANCELLED -> {
        inputs.up(control);
        holds.end(control, nanos, button.reason());
        gestures.accept(control, button);
        rates.looksAnew(nanos, button.reason());
        comeBack(control, nanos);
      }
    }
    changeMode();
    changeProfile(nanos);
  }

  @Override
  public void accept(NaviMotion motion) {
    String device = motion.source().device();
    if (!motion.atRest() && inputs.deflection(device) == null && !mustRest.contains(device)) {
      explainer.deflected(
          device, mode, isPaused, inputs.down()::containsKey, motion.capturedNanos());
    }
    if (motion.atRest()) {
      mustRest.remove(device);
    } else if (isPaused) {
      mustRest.add(device);
    }
    if (!mustRest.contains(device)) {
      inputs.moved(motion);
      rates.moved(motion);
      changeProfile(motion.capturedNanos());
    }
  }

  @Override
  public NaviPose inRoles(NaviPose pose) {
    Map<String, String> roles = mode.roles().get(pose.source().device());
    if (roles == null) {
      return pose;
    }
    return new NaviPose(
        pose.source(),
        pose.capturedNanos(),
        pose.frame(),
        pose.trackerEpochMicros(),
        pose.tools().stream()
            .map(tool -> tool.inRole(roles.getOrDefault(tool.name(), "")))
            .toList());
  }

  @Override
  public void letGo(String device, long nanos) {
    gestures.forget(device);
    changeProfile(nanos);
  }

  @Override
  public void gone(String device, CancelReason reason, long nanos) {
    rates.cancel(device, reason, nanos);
    changeProfile(nanos);
  }

  @Override
  public void tick(long nowNanos) {
    gestures.tick(nowNanos);
    changeMode();
    if (nowNanos >= audience.dueNanos()) {
      audience.tick(nowNanos);
      audienceChanged(nowNanos);
    }
    if (nowNanos >= settledNanos) {
      settledNanos = Due.NEVER;
      tellWhatIsUnderstood(nowNanos);
    }
    changeProfile(nowNanos);
  }

  @Override
  public long dueNanos() {
    return Math.min(gestures.dueNanos(), Math.min(audience.dueNanos(), settledNanos));
  }

  @Override
  public void announce(long nowNanos) {
    if (!profile.equals(Profile.NONE)) {
      tell("", nowNanos);
    }
  }

  @Override
  public void accept(HubInput input, RoomState newRoom, long nowNanos) {
    room = newRoom;
    audience.accept(input, nowNanos);
    audienceChanged(nowNanos);
  }

  @Override
  public AudienceState audience() {
    return new AudienceState(
        audience.listeners(), isPaused, audience.notUnderstood(profile.actions()));
  }

  /** A pause counts at once; who understands what is told when it has settled. */
  private void audienceChanged(long nowNanos) {
    pauseAsViewersAre(nowNanos);
    Profiles.Chosen wanted = profiles.choose(room, audience.products());
    if (!wanted.profile().equals(chosen.profile())) {
      chosen = wanted;
    }
    changeProfile(nowNanos);
    settledNanos = Math.min(settledNanos, nowNanos + SETTLE_NANOS);
  }

  private void tellWhatIsUnderstood(long nowNanos) {
    if (!BindingWords.of(mode, audience::understands).equals(toldBindings)) {
      tell("the viewers understand other actions than before", nowNanos);
    }
    Set<String> missing = audience.notUnderstood(profile.actions());
    missing.removeIf(action -> !toldNotUnderstood.add(action));
    if (!missing.isEmpty()) {
      doubted.accept(
          new Doubted(
              "profile " + profile.name(),
              "no viewer understands "
                  + String.join(", ", missing)
                  + ", so what is bound to that does nothing; bind what one does understand",
              1));
    }
  }

  private void pauseAsViewersAre(long nowNanos) {
    boolean pauses = audience.isPaused(profile.actions());
    if (pauses && !isPaused) {
      holds.cancelAll(CancelReason.VIEWER_PAUSED, nowNanos);
      rates.cancelAll(CancelReason.VIEWER_PAUSED, nowNanos);
      gestures.forget();
      mustRest.addAll(inputs.forgetDeflections());
    }
    isPaused = pauses;
  }

  @Override
  public Optional<NaviProfile> profile(long nowNanos) {
    return profile.equals(Profile.NONE) ? Optional.empty() : Optional.of(told("", nowNanos));
  }

  /** The name of the mode that is on. */
  public String mode() {
    return mode.name();
  }

  private void tell(String reason, long nanos) {
    NaviProfile told = told(reason, nanos);
    toldBindings = told.bindings();
    out.accept(told);
  }

  private NaviProfile told(String reason, long nanos) {
    return new NaviProfile(
        nanos, profile.name(), mode.name(), reason, BindingWords.of(mode, audience::understands));
  }

  private void end(CancelReason reason, long nanos) {
    holds.cancelAll(reason, nanos);
    rates.cancelAll(reason, nanos);
  }

  private void begin() {
    teller.isIn(profile.name(), mode.name());
    gestures = new GestureBank(mode.controls(), mode.chords(), new Gestures());
    rates = new RateBank(mode.axes(), inputs, teller);
    holds = new Holds(teller);
    bindings = new HashMap<>();
    mode.controls().forEach(binding -> bindings.put(binding.control(), binding));
  }

  private void changeMode() {
    for (Change change = changes.poll(); change != null; change = changes.poll()) {
      Mode next = profile.target(mode, change.target());
      if (change.by().isEmpty()) {
        held.clear();
      } else if (!inputs.down().containsKey(change.by().get())) {
        continue; // let go meanwhile
      } else {
        held.push(new HeldMode(change.by().get(), mode));
      }
      change(next, change.words(), change.nanos());
    }
  }

  /** Where a mode was on because that control was held, the one before it is on again. */
  private void comeBack(ControlRef control, long nanos) {
    if (held.stream().noneMatch(each -> each.control().equals(control))) {
      return;
    }
    HeldMode top = held.pop();
    while (!top.control().equals(control)) {
      top = held.pop();
    }
    change(top.before(), control + " was let go", nanos);
  }

  private void change(Mode next, String words, long nanos) {
    if (next.equals(mode)) {
      return;
    }
    end(CancelReason.MODE_CHANGED, nanos);
    mode = next;
    begin();
    tell(words, nanos);
    rates.looksAnew(nanos, CancelReason.NONE);
  }

  private Source source(ControlRef control) {
    Source source = sources.get(control.device());
    if (source == null) {
      throw new IllegalStateException("no device is called " + control.device());
    }
    return source;
  }

  /** Turns what a person did into what is meant by it. */
  private final class Gestures implements GestureBank.Listener {
    @Override
    public void did(ControlRef control, Gesture gesture, long nanos, List<Long> presses) {
      ControlBinding binding = bindings.get(control);
      Meaning meaning = binding == null ? null : binding.meanings().get(gesture);
      if (meaning != null) {
        explainer.did(control, gesture, meaning, isPaused, nanos);
      }
      switch (meaning) {
        case null -> {}
        case Meaning.Trigger trigger -> trigger(trigger, control, nanos, presses);
        case Meaning.Lasting lasting -> {
          // After a standstill a hold may be noticed with its release only.
          if (!isPaused && inputs.down().containsKey(control)) {
            holds.start(control, source(control), lasting, nanos, presses);
          }
        }
        case Meaning.SwitchMode change ->
            changes.add(
                new Change(
                    change.target(),
                    gesture == Gesture.HOLD ? Optional.of(control) : Optional.empty(),
                    control + " asked for " + change.action(),
                    nanos));
      }
    }

    @Override
    public void did(ChordBinding chord, long nanos, List<Long> presses) {
      explainer.did(chord, isPaused, nanos);
      switch (chord.meaning()) {
        case Meaning.Trigger trigger -> trigger(trigger, chord.first(), nanos, presses);
        case Meaning.SwitchMode change ->
            changes.add(
                new Change(
                    change.target(),
                    Optional.empty(),
                    chord.first() + " and " + chord.second() + " asked for " + change.action(),
                    nanos));
        case Meaning.Lasting _ -> throw new IllegalStateException("a chord cannot last");
      }
    }

    private void trigger(
        Meaning.Trigger trigger, ControlRef control, long nanos, List<Long> presses) {
      if (!isPaused) {
        teller.triggered(source(control), nanos, trigger.action(), trigger.value(), presses);
      }
    }
  }
}
