package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** An engine with one device, a clock turned by hand, and what it said, one short line an event. */
final class EngineFixture {
  static final String DEVICE = "desk";

  /** An arbitrary start: the monotonic clock has no meaningful zero. */
  private static final long START_NANOS = -5_000_000_000L;

  private final List<NaviEvent> events = new ArrayList<>();
  private final List<Doubted> doubted = new ArrayList<>();
  private final Engine engine;
  private long nowNanos = START_NANOS;

  EngineFixture(ButtonSettings buttons, MotionSettings motion) {
    this(
        List.of(
            DeviceSettings.of(DEVICE, DeviceKind.FOOTSWITCH)
                .withButtons(buttons)
                .withMotion(motion)));
  }

  EngineFixture(List<DeviceSettings> devices) {
    engine = new Engine(devices, Mapping.NONE, events::add, doubted::add);
  }

  /** With all defaults, connected, and that already read. */
  static EngineFixture connected() {
    return connected(ButtonSettings.DEFAULT, MotionSettings.DEFAULT);
  }

  static EngineFixture connected(ButtonSettings buttons, MotionSettings motion) {
    EngineFixture fixture = new EngineFixture(buttons, motion);
    fixture.status(DeviceStatus.State.CONNECTED, "");
    fixture.events();
    return fixture;
  }

  Engine engine() {
    return engine;
  }

  /** Milliseconds since the start. */
  EngineFixture at(long millis) {
    long target = nanos(millis);
    for (long due = engine.nextDueNanos(); due <= target; due = engine.nextDueNanos()) {
      nowNanos = Math.max(nowNanos, due);
      engine.tick(nowNanos);
      assertTrue(engine.nextDueNanos() > nowNanos, "what is due is done");
    }
    nowNanos = target;
    return this;
  }

  /** Lets time pass in which nobody ticks: the machine stalls. */
  EngineFixture stallUntil(long millis) {
    nowNanos = nanos(millis);
    return this;
  }

  EngineFixture tick() {
    engine.tick(nowNanos);
    return this;
  }

  EngineFixture press(String control) {
    return accept(new Button(DEVICE, nowNanos, control, true));
  }

  EngineFixture release(String control) {
    return accept(new Button(DEVICE, nowNanos, control, false));
  }

  EngineFixture lose(String control) {
    return accept(new ButtonLost(DEVICE, nowNanos, control));
  }

  /** A reading that was made earlier and comes only now. */
  EngineFixture late(String control, boolean pressed, long capturedMillis) {
    return accept(new Button(DEVICE, nanos(capturedMillis), control, pressed));
  }

  EngineFixture push(double translationX) {
    return accept(new Motion(DEVICE, nowNanos, translationX, 0, 0, 0, 0, 0));
  }

  EngineFixture pose(String frame, ToolPose... tools) {
    return accept(new Pose(DEVICE, nowNanos, frame, epochMicros(), List.of(tools)));
  }

  EngineFixture status(DeviceStatus.State state, String reason) {
    return accept(new DeviceStatus(DEVICE, nowNanos, state, reason, "", ""));
  }

  EngineFixture accept(InputEvent event) {
    engine.accept(event, nowNanos);
    return this;
  }

  EngineFixture announce() {
    engine.announce(nowNanos);
    return this;
  }

  EngineFixture overload() {
    engine.overload(DEVICE, nowNanos);
    return this;
  }

  EngineFixture stop() {
    engine.stop(nowNanos);
    return this;
  }

  long nowNanos() {
    return nowNanos;
  }

  /** The tracker's time now, by a clock of its own. */
  long epochMicros() {
    return 1_795_000_000_000_000L + (nowNanos - START_NANOS) / 1_000;
  }

  DeviceState state() {
    return engine.devices().getFirst();
  }

  /** All events since the last look. */
  List<NaviEvent> events() {
    List<NaviEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /** What a person was told to be doubted since the last look. */
  List<Doubted> doubted() {
    List<Doubted> taken = List.copyOf(doubted);
    doubted.clear();
    return taken;
  }

  /** The same, one short line an event. */
  List<String> said() {
    return events().stream().map(EngineFixture::line).toList();
  }

  /** Only the events of that kind, one short line an event. */
  List<String> said(Class<? extends NaviEvent> kind) {
    return events().stream().filter(kind::isInstance).map(EngineFixture::line).toList();
  }

  static long nanos(long millis) {
    return START_NANOS + millis * 1_000_000;
  }

  private static String line(NaviEvent event) {
    return switch (event) {
      case NaviButton button ->
          words(
              button.state().label(),
              button.control() + "#" + button.pressId(),
              button.heldMillis() + "ms",
              button.reason().label());
      case NaviMotion motion ->
          motion.atRest()
              ? words("rest", "of " + motion.merged())
              : words("motion", number(motion.translationX()), "of " + motion.merged());
      case NaviPose pose ->
          words(
              "pose in " + pose.frame(),
              pose.tools().stream()
                  .map(tool -> tool.name() + ":" + tool.status())
                  .collect(Collectors.joining(" ")));
      case NaviDevice device -> words("device " + device.state().label(), device.reason());
      case NaviAction action -> words("action", action.action());
      case NaviProfile profile -> words("profile", profile.profile(), profile.mode());
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String words(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }
}
