package org.navicast.gateway.engine.action;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;
import org.navicast.gateway.input.StudyId;
import org.navicast.gateway.input.Viewer;

/**
 * A random profile, two boards of pedals and a cap in virtual time: presses, deflections, unplugs,
 * reloads, pauses. After each step the promises of {@link Actions} are checked against what the
 * test knows of hands and feet by itself. Actions are named by their profile, mode and binding, so
 * that each tells which one made it.
 */
final class ActionHistory {
  private static final List<String> BOARDS = List.of("pedals", "desk");
  private static final List<String> CONTROLS = List.of("left", "right");
  private static final List<MotionAxis> AXES = List.of(MotionAxis.values());
  private static final String CAP = "cap";
  private static final long MILLI = 1_000_000;
  private static final StudyId STUDY = new StudyId("1.2.3");
  private static final long REPEATED_NANOS = 50 * MILLI;

  private final SplittableRandom random;
  private final List<DeviceSettings> devices =
      List.of(
          DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH),
          DeviceSettings.of("desk", DeviceKind.FOOTSWITCH),
          DeviceSettings.of(CAP, DeviceKind.SIX_DOF));
  private final Set<String> connected = new HashSet<>();
  private final Map<ControlRef, Boolean> contacts = new HashMap<>();
  private final Watch watch = new Watch();
  private final Map<String, AxesBinding> axes = new HashMap<>();
  private final Tally tally = new Tally();
  private final Actions actions;
  private Profiles profiles;
  private String modality = "";
  private boolean hasGuest;
  private final Engine engine;
  private long now = -3_000 * MILLI;
  private int number;
  private boolean isPaused;
  private boolean isStalled;
  private boolean isDeflected;

  /** How often what happened, so that a history is worth its name. */
  static final class Tally {
    long started;
    long triggered;
    long modes;
    long clutched;
    long chosen;
    long cancelled;
  }

  private ActionHistory(SplittableRandom random) {
    this.random = random;
    profiles = profiles();
    actions = new Actions(profiles, devices, 150, watch::hear, _ -> {});
    engine = new Engine(devices, actions, watch::hear, _ -> {});
    engine.announce(now);
  }

  /**
   * Plays so many steps.
   *
   * @throws AssertionError where a promise is broken
   */
  static Tally play(SplittableRandom random, int steps) {
    ActionHistory history = new ActionHistory(random);
    for (String device : List.of("pedals", "desk", CAP)) {
      history.plug(device);
    }
    for (int i = 0; i < steps; i++) {
      history.pass(random.nextInt(6) == 0 ? random.nextInt(900) : random.nextInt(60));
      history.step();
      history.checkNow();
    }
    history.letGo();
    history.engine.stop(history.now);
    check(history.watch.open.isEmpty(), "without an end", history.watch.open);
    return history.tally;
  }

  /** With nothing held the profile is the one that fits. */
  private void letGo() {
    contacts.replaceAll(
        (control, isPressed) -> {
          if (isPressed) {
            engine.accept(new Button(control.device(), now, control.control(), false), now);
          }
          return false;
        });
    rest();
    for (int i = 0; i < 3; i++) {
      pass(1_000);
      engine.tick(now); // after a stall, too
    }
    check(watch.profile.equals(wanted()), "another profile than " + wanted(), watch.profile);
  }

  private void step() {
    switch (random.nextInt(22)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> toggle(control());
      case 9, 10, 11, 12 -> deflect();
      case 13, 14 -> rest();
      case 15 -> unplug(random.nextBoolean() ? CAP : BOARDS.get(random.nextInt(2)));
      case 16 -> plug(random.nextBoolean() ? CAP : BOARDS.get(random.nextInt(2)));
      case 17 -> {
        isPaused = random.nextInt(3) == 0;
        tellViewer();
      }
      case 18 -> {
        if (random.nextInt(4) == 0) {
          reload();
        }
      }
      case 19, 20 -> changeRoom();
      default -> engine.overload(BOARDS.get(random.nextInt(2)), now);
    }
  }

  /** Another configuration: other profiles, or none, and some devices with other settings. */
  private void reload() {
    isPaused = false; // who understands the old one says nothing of the new one
    profiles = random.nextInt(8) == 0 ? Profiles.NONE : profiles();
    watch.isReloaded = true;
    actions.use(profiles, devices, 150, now);
    watch.isReloaded = false;
    check(watch.open.isEmpty(), "outlived its profile", watch.open);
    Set<String> staying = new HashSet<>(Set.of("pedals", "desk", CAP));
    staying.removeIf(device -> random.nextInt(4) == 0);
    for (DeviceSettings device : devices) {
      if (!staying.contains(device.name())) {
        forget(device.name());
        connected.remove(device.name());
      }
    }
    engine.use(devices, staying, now);
    tellViewer();
  }

  private Set<String> actionsOfAll() {
    Set<String> all = new HashSet<>(profiles.standard().actions());
    profiles.choices().forEach(choice -> all.addAll(choice.profile().actions()));
    return all;
  }

  /** Somebody opens or closes a study, another viewer comes or goes, the link is cut. */
  private void changeRoom() {
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        modality = random.nextBoolean() ? "CT" : "XA";
        engine.accept(new HubInput.StudyOpened(STUDY, Set.of(modality)), now);
      }
      case 2 -> {
        modality = "";
        engine.accept(new HubInput.StudyClosed(STUDY), now);
      }
      case 3 -> {
        modality = "";
        engine.accept(new HubInput.Unlinked(), now);
      }
      default -> {
        hasGuest = !hasGuest;
        engine.accept(
            hasGuest
                ? new HubInput.ViewerTold(new Viewer("g", "Guest", false, Set.of(), 250))
                : new HubInput.ViewerLeft("g"),
            now);
      }
    }
  }

  /** By what the test knows of the room. */
  private String wanted() {
    return profiles.choices().stream()
        .filter(choice -> choice.modalities().isEmpty() || choice.modalities().contains(modality))
        .filter(choice -> choice.viewers().isEmpty() || hasGuest)
        .map(choice -> choice.profile().name())
        .findFirst()
        .orElse(profiles.standard().name());
  }

  private void tellViewer() {
    engine.accept(
        new HubInput.ViewerTold(new Viewer("v", "V", isPaused, actionsOfAll(), 250)), now);
  }

  private void pass(long millis) {
    long until = now + millis * MILLI;
    isStalled = random.nextInt(12) == 0;
    if (isStalled) {
      now = until; // nobody looks at the clock before the next report
      return;
    }
    for (long due = engine.nextDueNanos(); due <= until; due = engine.nextDueNanos()) {
      now = Math.max(now, due);
      engine.tick(now);
      check(engine.nextDueNanos() > now, "what is due is not done at", now);
      checkNow();
    }
    now = until;
  }

  private void toggle(ControlRef control) {
    boolean pressed = !contacts.getOrDefault(control, false);
    contacts.put(control, pressed);
    engine.accept(new Button(control.device(), now, control.control(), pressed), now);
  }

  private void deflect() {
    isDeflected = connected.contains(CAP);
    engine.accept(
        new Motion(CAP, now, some(), some(), some(), some(), some(), 0.1 + some() / 20), now);
  }

  private double some() {
    return random.nextInt(3) == 0 ? 0 : random.nextDouble(-1, 1);
  }

  private void rest() {
    isDeflected = false;
    engine.accept(new Motion(CAP, now, 0, 0, 0, 0, 0, 0), now);
  }

  private void plug(String device) {
    // Connected again without having been lost is a new start, too.
    forget(device);
    connected.add(device);
    engine.accept(DeviceStatus.connected(device, now, "", ""), now);
  }

  private void unplug(String device) {
    Set<Long> others = new HashSet<>();
    watch.open.forEach(
        (id, action) -> {
          if (!action.source().device().equals(device) && !needs(action, device)) {
            others.add(id);
          }
        });
    long before = tally.modes;
    forget(device);
    connected.remove(device);
    engine.accept(new DeviceStatus(device, now, DeviceStatus.State.LOST, "gone", "", ""), now);
    boolean sameMode = tally.modes == before; // there and back again is another, too
    check(!sameMode || watch.open.keySet().containsAll(others), "took another's with it", device);
    watch
        .open
        .values()
        .forEach(
            action ->
                check(!action.source().device().equals(device), "outlived its device", action));
  }

  private boolean needs(NaviAction action, String device) {
    AxesBinding binding = axes.get(action.action());
    return binding != null
        && (binding.clutch().filter(it -> it.device().equals(device)).isPresent()
            || binding.whileDown().filter(it -> it.device().equals(device)).isPresent()
            || binding.unlessDown().filter(it -> it.device().equals(device)).isPresent());
  }

  private void forget(String device) {
    contacts.keySet().removeIf(control -> control.device().equals(device));
    isDeflected &= !device.equals(CAP);
  }

  /** What is true after each step. */
  private void checkNow() {
    for (NaviAction action : watch.open.values()) {
      check(!isPaused, "goes on in a pause", action);
      check(action.profile().equals(watch.profile), "of another profile", action);
      check(action.mode().equals(watch.mode), "of another mode", action);
      long silentNanos = now - requireNonNull(watch.toldNanos.get(action.actionId()));
      check(isStalled || silentNanos <= REPEATED_NANOS, "not repeated for " + silentNanos, action);
      AxesBinding binding = axes.get(action.action());
      if (binding == null) {
        check(watch.down.values().containsAll(action.madeOf()), "without its press", action);
      } else {
        check(isDeflected, "moves though nobody pushes", action);
        check(binding.clutch().map(this::isDown).orElse(true), "passes its clutch", action);
        check(binding.whileDown().map(this::isDown).orElse(true), "without its control", action);
        check(!binding.unlessDown().map(this::isDown).orElse(false), "in spite of", action);
        tally.clutched += binding.clutch().isPresent() ? 1 : 0;
      }
    }
  }

  private boolean isDown(ControlRef control) {
    return watch.down.containsKey(control);
  }

  private ControlRef control() {
    return new ControlRef(
        BOARDS.get(random.nextInt(BOARDS.size())), CONTROLS.get(random.nextInt(CONTROLS.size())));
  }

  private Profiles profiles() {
    List<Profiles.Choice> choices = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Set<String> modalities = random.nextBoolean() ? Set.of() : Set.of("CT");
      Set<String> viewers =
          modalities.isEmpty() || random.nextBoolean() ? Set.of("guest") : Set.of();
      choices.add(new Profiles.Choice(profile(), modalities, viewers));
    }
    return new Profiles(profile(), choices);
  }

  private Profile profile() {
    String name = "p" + ++number;
    int count = random.nextInt(1, 4);
    List<Mode> modes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      modes.add(mode(name, "m" + i, count));
    }
    return new Profile(name, modes, random.nextInt(3) == 0 ? Set.of("pedals", CAP) : Set.of());
  }

  private Mode mode(String profile, String mode, int count) {
    List<ControlBinding> controls = new ArrayList<>();
    for (String board : BOARDS) {
      for (String control : CONTROLS) {
        ControlRef on = new ControlRef(board, control);
        controls.add(
            new ControlBinding(on, meanings(profile + "." + mode + "." + on, count), timing()));
      }
    }
    List<ChordBinding> chords =
        random.nextInt(3) > 0
            ? List.of()
            : List.of(
                new ChordBinding(
                    new ControlRef("pedals", "left"),
                    new ControlRef("pedals", "right"),
                    80,
                    trigger(profile + "." + mode + ".chord")));
    List<AxesBinding> bindings = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      AxesBinding binding =
          new AxesBinding(
              CAP,
              List.of(shape(), shape(), shape()).subList(0, random.nextInt(1, 4)),
              random.nextBoolean(),
              profile + "." + mode + ".rate" + i,
              maybe(),
              maybe(),
              maybe());
      axes.put(binding.action(), binding);
      bindings.add(binding);
    }
    return new Mode(mode, controls, chords, bindings, Map.of());
  }

  private Timing timing() {
    return new Timing(300, 400, 600, random.nextBoolean() ? 0 : 100);
  }

  private Optional<ControlRef> maybe() {
    return random.nextInt(3) == 0 ? Optional.of(control()) : Optional.empty();
  }

  private AxisShape shape() {
    return new AxisShape(
        AXES.get(random.nextInt(AXES.size())), 0.05, 1.5, random.nextDouble(0.5, 2), false);
  }

  private Map<Gesture, Meaning> meanings(String name, int modes) {
    Map<Gesture, Meaning> meanings = new HashMap<>();
    for (Gesture gesture : Gesture.values()) {
      if (random.nextInt(3) == 0) {
        meanings.put(gesture, meaning(name + "." + gesture.label(), gesture, modes));
      }
    }
    if (meanings.containsKey(Gesture.HOLD)) {
      meanings.remove(Gesture.LONG_PRESS);
    }
    return meanings;
  }

  private Meaning meaning(String name, Gesture gesture, int modes) {
    if (random.nextInt(4) == 0) {
      return new Meaning.SwitchMode(
          random.nextBoolean()
              ? new Meaning.ModeTarget.Next()
              : new Meaning.ModeTarget.Named("m" + random.nextInt(modes)));
    }
    if (gesture != Gesture.HOLD || random.nextInt(3) == 0) {
      return trigger(name);
    }
    return new Meaning.Lasting(
        name, random.nextBoolean() ? ActionValue.NONE : ActionValue.of(-0.5));
  }

  private static Meaning trigger(String name) {
    return new Meaning.Trigger(name, ActionValue.ONE);
  }

  private static void check(boolean holds, String promise, Object what) {
    if (!holds) {
      throw new AssertionError(promise + ": " + what);
    }
  }

  /** Checks what is told as it is told. */
  private final class Watch {
    private final Map<Long, NaviAction> open = new HashMap<>();
    private final Map<Long, Long> toldNanos = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private final Map<ControlRef, Long> down = new HashMap<>();
    private final Set<Long> cancelledPresses = new HashSet<>();
    private final Set<Long> toldPresses = new HashSet<>();
    private String profile = "";
    private String mode = "";
    private boolean isReloaded;

    void hear(NaviEvent event) {
      switch (event) {
        case NaviButton button -> hear(button);
        case NaviAction action -> hear(action);
        case NaviProfile told -> {
          if (!told.profile().equals(profile) || !told.mode().equals(mode)) {
            check(open.isEmpty(), "goes on in another mode", open);
            if (!told.profile().equals(profile) && !isReloaded && !profile.isEmpty()) {
              check(down.isEmpty(), "another profile under a foot", down);
              tally.chosen++;
            }
            profile = told.profile();
            mode = told.mode();
            tally.modes++;
          }
        }
        default -> {}
      }
    }

    private void hear(NaviButton button) {
      if (button.state() == NaviButton.State.PRESSED && !button.isSilent()) {
        toldPresses.add(button.pressId());
      }
      check(toldPresses.contains(button.pressId()) != button.isSilent(), "told in part", button);
      ControlRef control = new ControlRef(button.source().device(), button.control());
      if (button.ends()) {
        down.remove(control);
        if (button.state() == NaviButton.State.CANCELLED) {
          cancelledPresses.add(button.pressId());
        }
      } else {
        down.put(control, button.pressId());
      }
    }

    private void hear(NaviAction action) {
      check(action.profile().equals(profile), "of another profile", action);
      check(action.mode().equals(mode), "of another mode", action);
      check(action.action().startsWith(profile + "." + mode + "."), "bound elsewhere", action);
      long id = action.actionId();
      toldNanos.put(id, now);
      switch (action.phase()) {
        case TRIGGERED -> {
          check(!isPaused, "triggered in a pause", action);
          for (long press : action.madeOf()) {
            check(!cancelledPresses.contains(press), "of a press that was cancelled", action);
          }
          check(!action.madeOf().isEmpty(), "of no press", action);
          check(connected.contains(action.source().device()), "of a device that is gone", action);
          tally.triggered++;
        }
        case STARTED -> {
          check(!isPaused, "started in a pause", action);
          check(!ended.contains(id) && open.put(id, action) == null, "started twice", action);
          check(down.values().containsAll(action.madeOf()), "of no press that is open", action);
          tally.started++;
        }
        case UPDATED -> check(open.put(id, action) != null, "updated, but not on", action);
        case ENDED, CANCELLED -> {
          check(open.remove(id) != null && ended.add(id), "ended, but not on", action);
          check(
              (action.reason() == CancelReason.NONE) == (action.phase() == NaviAction.Phase.ENDED),
              "no reason",
              action);
          tally.cancelled += action.phase() == NaviAction.Phase.CANCELLED ? 1 : 0;
        }
      }
    }
  }
}
