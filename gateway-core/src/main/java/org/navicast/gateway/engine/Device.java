package org.navicast.gateway.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;

/**
 * What the engine knows of one device.
 *
 * <p>It is heard only while it is connected: so nothing can be held, moving or seen on a device
 * that is not there. Every change of its status first ends all that, and is told afterwards.
 */
final class Device {
  private static final String NOT_OPENED_YET = "not opened yet";

  private final DeviceSettings settings;
  private final Source source;
  private final Consumer<? super NaviEvent> out;
  private final RawEvents raw;
  private final ButtonBank buttons;
  private final Mapping mapping;
  private final MotionRelay motion;
  private final DoubtBook doubts;
  private final PoseGate gate;
  private final FrameChain frames;
  private final PoseRelay poses;
  private final Consumer<Pose> relayed;
  private final TrackerWatch watch;

  /** What was last told of it; null until it is first heard of. */
  private @Nullable NaviDevice told;

  private OptionalInt battery = OptionalInt.empty();
  private long sinceNanos;
  private long unheard;
  private long reports;
  private long losses;
  private long faults;

  Device(
      DeviceSettings settings,
      LongSupplier pressIds,
      Mapping mapping,
      Consumer<? super NaviEvent> out,
      Consumer<? super Doubted> doubted) {
    this.settings = settings;
    this.source = new Source(settings.name(), settings.kind().label());
    this.out = out;
    this.raw = new RawEvents(() -> mapping.isTold(settings.name()), out);
    this.mapping = mapping;
    this.buttons = new ButtonBank(source, settings.buttons(), pressIds, this::tell);
    this.motion = new MotionRelay(source, settings.motion(), this::tell);
    this.doubts = new DoubtBook(settings.name(), doubted);
    this.gate = new PoseGate(settings.poses(), doubts);
    this.frames = new FrameChain(settings.frames(), settings.poses(), doubts);
    this.poses = new PoseRelay(source, settings.poses(), doubts, this::tell);
    // What comes of a chain is looked at too: fixed links may lead anywhere.
    this.relayed = pose -> poses.accept(gate.within(pose));
    this.watch = new TrackerWatch(settings.name());
  }

  DeviceSettings settings() {
    return settings;
  }

  /** It is not heard any more: lets go of all, and says why. */
  void leave(String reason, long nowNanos) {
    become(new DeviceStatus(settings.name(), nowNanos, DeviceStatus.State.LOST, reason, "", ""));
  }

  void accept(InputEvent event, long nowNanos) {
    count(event);
    take(event, nowNanos);
  }

  private void count(InputEvent event) {
    switch (event) {
      case Button _, Motion _, Pose _ -> reports++;
      case ButtonLost _, Battery _, Damage _, Doubt _, DeviceStatus _ -> {}
    }
  }

  private void take(InputEvent event, long nowNanos) {
    switch (event) {
      case DeviceStatus status -> become(status);
      case Button button when isConnected() -> buttons.accept(button, nowNanos);
      case ButtonLost lost when isConnected() -> buttons.cancel(lost);
      case Motion report when isConnected() -> motion.accept(report, nowNanos);
      case Pose pose when isConnected() -> accept(pose);
      case Battery its when isConnected() -> battery = OptionalInt.of(its.percent());
      case Damage damage -> watch.accept(damage);
      case Doubt doubt -> doubts.accept(doubt);
      case Button _, ButtonLost _, Motion _, Pose _, Battery _ -> unheard++;
    }
  }

  /** What may be old is not taken for what happens now. */
  void acceptOfUnknownAge(InputEvent event, long nowNanos) {
    count(event);
    switch (event) {
      case Button button when button.pressed() && !button.isTimed() -> unheard++;
      case Motion _, Pose _ -> unheard++;
      case Button _, ButtonLost _, Battery _, Damage _, Doubt _, DeviceStatus _ ->
          take(event, nowNanos);
    }
  }

  void stoodStill(long stoodNanos, long nowNanos) {
    cancelHeld(CancelReason.OVERLOAD, nowNanos);
    mapping.gone(settings.name(), CancelReason.OVERLOAD, nowNanos);
    motion.rest(nowNanos);
    if (settings.poses().freshMillis() > 0
        && stoodNanos >= settings.poses().freshMillis() * Due.NANOS_PER_MILLI) {
      frames.forget();
      poses.forget(nowNanos);
    }
  }

  void tick(long nowNanos) {
    buttons.tick(nowNanos);
    motion.tick(nowNanos);
    frames.tick(nowNanos, relayed);
    poses.tick(nowNanos);
    doubts.tick(nowNanos);
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return Math.min(
        Math.min(buttons.dueNanos(), motion.dueNanos()),
        Math.min(doubts.dueNanos(), Math.min(frames.dueNanos(), poses.dueNanos())));
  }

  /** Ends all that is held, moving or seen. */
  void endAll(CancelReason reason, long capturedNanos) {
    cancelHeld(reason, capturedNanos);
    mapping.gone(settings.name(), reason, capturedNanos);
    motion.rest(capturedNanos);
    frames.forget();
    poses.forget(capturedNanos);
    gate.forget();
    watch.forget();
    doubts.renew();
  }

  /** Lets go of what is held; the device goes on. */
  void cancelHeld(CancelReason reason, long capturedNanos) {
    buttons.cancelAll(reason, capturedNanos);
    mapping.letGo(settings.name(), capturedNanos);
  }

  void announce(long nowNanos) {
    NaviDevice last = told;
    if (last != null) {
      out.accept(
          new NaviDevice(
              source, nowNanos, last.state(), last.reason(), last.product(), last.serial()));
      motion.announce(nowNanos);
    }
  }

  DeviceState state() {
    NaviDevice last = told;
    return new DeviceState(
        settings.name(),
        settings.kind(),
        last == null ? NaviDevice.State.LOST : last.state(),
        last == null ? NOT_OPENED_YET : last.reason(),
        last == null ? "" : last.product(),
        last == null ? "" : last.serial(),
        sinceNanos,
        battery,
        buttons.held(),
        new DeviceTally(
            reports,
            unheard + buttons.ignored() + motion.ignored() + poses.ignored(),
            losses,
            faults));
  }

  /** What is left out or not believed of it now. */
  List<Doubted> doubts(long nowNanos) {
    return doubts.current(nowNanos);
  }

  /** What is known of how it sends, if it is a tracker. */
  Optional<TrackerState> tracker(long nowNanos) {
    return settings.kind() == DeviceKind.TRACKER
        ? Optional.of(watch.state(nowNanos))
        : Optional.empty();
  }

  private void accept(Pose pose) {
    Pose believed = gate.within(pose);
    watch.accept(believed);
    Pose news = gate.news(believed);
    if (news != null) {
      frames.accept(news, relayed);
    }
  }

  /** What a control did comes before what was meant by it. */
  private void tell(NaviButton button) {
    raw.tell(button);
    mapping.accept(button);
  }

  private void tell(NaviMotion motion) {
    raw.tell(motion);
    mapping.accept(motion);
  }

  private void tell(NaviPose pose) {
    raw.tell(mapping.inRoles(pose));
  }

  private boolean isConnected() {
    return told != null && told.state() == NaviDevice.State.CONNECTED;
  }

  private void become(DeviceStatus status) {
    NaviDevice next = told(status);
    if (isSameFailure(next)) {
      return;
    }
    // Connected again without having been lost means that its driver was started anew.
    endAll(
        next.state() == NaviDevice.State.FAULTED
            ? CancelReason.DEVICE_FAULTED
            : CancelReason.DEVICE_LOST,
        status.capturedNanos());
    if (told == null || told.state() != next.state()) {
      sinceNanos = status.capturedNanos();
      faults += next.state() == NaviDevice.State.FAULTED ? 1 : 0;
      losses += isConnected() ? 1 : 0;
    }
    battery = OptionalInt.empty();
    told = next;
    out.accept(next);
  }

  /** A device that keeps failing in the same way is no news. */
  private boolean isSameFailure(NaviDevice next) {
    return told != null
        && next.state() != NaviDevice.State.CONNECTED
        && next.state() == told.state()
        && next.reason().equals(told.reason());
  }

  private NaviDevice told(DeviceStatus status) {
    NaviDevice.State state =
        switch (status.state()) {
          case CONNECTED -> NaviDevice.State.CONNECTED;
          case LOST -> NaviDevice.State.LOST;
          case FAULTED -> NaviDevice.State.FAULTED;
        };
    // A device that is gone cannot say what it was; whoever looks for it still wants to know.
    NaviDevice known = state == NaviDevice.State.CONNECTED ? null : told;
    return new NaviDevice(
        source,
        status.capturedNanos(),
        state,
        status.reason(),
        known != null && status.product().isEmpty() ? known.product() : status.product(),
        known != null && status.serial().isEmpty() ? known.serial() : status.serial());
  }
}
