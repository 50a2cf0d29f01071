package org.navicast.gateway.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.InputEvent;

/**
 * From what happened at the devices to what a hub is told.
 *
 * <p>Pure: it reads no clock, starts no thread and does no I/O. All methods are called by one
 * thread, with the time of the monotonic clock in nanoseconds, which never goes back. What it has
 * to say it says before a method returns; the consumer must not call back into the engine.
 *
 * <p>What it guarantees, whatever the devices do:
 *
 * <ul>
 *   <li>every pressed is followed by exactly one released or cancelled with its {@code pressId},
 *       before the next press of that control; held comes only in between
 *   <li>a device that goes, fails or is started anew first lets go of everything held, comes to
 *       rest and takes back its tools; from then on it is not heard until it is connected
 *   <li>an action comes after the press, release or motion that completed it, and never of a press
 *       that was cancelled
 *   <li>a press that is older than it is valid is not told
 *   <li>a movement that was told ends with a zero that was told
 * </ul>
 */
public final class Engine {
  private static final String CHANGED = "its settings were changed";
  private static final String TAKEN_OUT = "it was taken out of the configuration";

  private final Map<String, Device> byName = new HashMap<>();
  private final Mapping mapping;
  private final Consumer<? super NaviEvent> out;
  private final Consumer<? super Doubted> doubted;
  private final Room room = new Room();
  private Device[] devices;
  private long lastPressId;
  private boolean stopped;

  /**
   * @throws IllegalArgumentException when two devices have the same name
   */
  public Engine(List<DeviceSettings> devices, Consumer<? super NaviEvent> out) {
    this(devices, Mapping.NONE, out, _ -> {});
  }

  /**
   * The same.
   *
   * @param mapping what presses and deflections mean
   * @param doubted told, once each, what of a device is left out or not believed, for a person to
   *     read
   * @throws IllegalArgumentException when two devices have the same name
   */
  public Engine(
      List<DeviceSettings> devices,
      Mapping mapping,
      Consumer<? super NaviEvent> out,
      Consumer<? super Doubted> doubted) {
    this.mapping = mapping;
    this.out = out;
    this.doubted = doubted;
    this.devices = devices.stream().map(this::add).toArray(Device[]::new);
  }

  private Device add(DeviceSettings settings) {
    Device device = new Device(settings, () -> ++lastPressId, mapping, out, doubted);
    if (byName.put(settings.name(), device) != null) {
      throw new IllegalArgumentException(
          "two devices are called " + settings.name() + "; give each a name of its own");
    }
    return device;
  }

  /**
   * Takes other devices. Those that stay go on, with what is held, moving or seen; of all others
   * that is ended, and they are told as lost. What is configured anew is heard once it connects.
   *
   * @param staying names of those that go on, whose settings are the same
   * @throws IllegalArgumentException when two devices have the same name
   */
  public void use(List<DeviceSettings> others, Set<String> staying, long nowNanos) {
    Set<String> names = others.stream().map(DeviceSettings::name).collect(Collectors.toSet());
    for (Device device : devices) {
      String name = device.settings().name();
      if (!staying.contains(name)) {
        device.leave(names.contains(name) ? CHANGED : TAKEN_OUT, nowNanos);
        byName.remove(name);
      }
    }
    devices =
        others.stream()
            .map(each -> staying.contains(each.name()) ? device(each.name()) : add(each))
            .toArray(Device[]::new);
  }

  /**
   * Takes what happened. Nothing is heard after {@link #stop}.
   *
   * @throws IllegalArgumentException when no device has that name, which is a programming error
   */
  public void accept(InputEvent event, long nowNanos) {
    Device device = device(event.device());
    if (!stopped) {
      device.accept(event, nowNanos);
    }
  }

  /**
   * Takes what was read after a standstill: nobody knows how long it had waited. A press is not
   * told, nor anything made of it, unless the kernel knows its time; a movement and a pose begin
   * with what is read afterwards. What does not grow old is taken as ever.
   *
   * @throws IllegalArgumentException when no device has that name
   */
  public void acceptOfUnknownAge(InputEvent event, long nowNanos) {
    Device device = device(event.device());
    if (!stopped) {
      device.acceptOfUnknownAge(event, nowNanos);
    }
  }

  /**
   * The gateway heard nothing for a while, though devices may have spoken: lets go of what is held,
   * comes to rest, and takes back the tools that would have been silent for too long.
   *
   * @param stoodNanos for how long about
   */
  public void stoodStill(long stoodNanos, long nowNanos) {
    if (!stopped) {
      for (Device device : devices) {
        device.stoodStill(stoodNanos, nowNanos);
      }
    }
  }

  /** Takes note of what the hub said of the room, and of who listens there. */
  public void accept(HubInput input, long nowNanos) {
    room.accept(input);
    if (!stopped) {
      mapping.accept(input, room.state(), nowNanos);
    }
  }

  /** What the hub has said of the room. */
  public RoomState room() {
    return room.state();
  }

  /**
   * When {@link #tick} has to be called at the latest, or {@link Long#MAX_VALUE} while nothing is
   * due. May change with every call of another method.
   */
  public long nextDueNanos() {
    long due = Due.NEVER;
    if (!stopped) {
      due = mapping.dueNanos();
      for (Device device : devices) {
        due = Math.min(due, device.dueNanos());
      }
    }
    return due;
  }

  /**
   * Does what is due by now; too early or too often does no harm. What came in before has to be
   * {@link #accept accepted} first, or a device that is heard late is taken for a silent one.
   */
  public void tick(long nowNanos) {
    if (!stopped) {
      for (Device device : devices) {
        device.tick(nowNanos);
      }
      mapping.tick(nowNanos);
    }
  }

  /**
   * Says what is true now, to a hub that has heard nothing for a while: each device that has been
   * heard of, and the motion of each that is moving. Rest is what a hub assumes anyway; a held
   * control says so by itself within its interval; the next pose is never far. Nothing of the past
   * is told.
   */
  public void announce(long nowNanos) {
    if (!stopped) {
      for (Device device : devices) {
        device.announce(nowNanos);
      }
      mapping.announce(nowNanos);
    }
  }

  /**
   * Reports of that device were lost on their way here: lets go of what it holds, since a release
   * may have been among them. A press after that counts anew.
   *
   * @throws IllegalArgumentException when no device has that name
   */
  public void overload(String device, long nowNanos) {
    device(device).cancelHeld(CancelReason.OVERLOAD, nowNanos);
  }

  /** Ends all that is held, moving or seen, for good. */
  public void stop(long nowNanos) {
    stopped = true;
    leaveHub(nowNanos);
  }

  /**
   * Ends all that is held, moving or seen, to a hub that will hear nothing more. A movement and a
   * pose begin anew with the next report.
   */
  public void leaveHub(long nowNanos) {
    for (Device device : devices) {
      device.endAll(CancelReason.GATEWAY_STOPPING, nowNanos);
    }
  }

  /** Who listens to actions. */
  public AudienceState audience() {
    return mapping.audience();
  }

  /** What the controls mean now; empty where nothing says so. */
  public Optional<NaviProfile> profile(long nowNanos) {
    return mapping.profile(nowNanos);
  }

  /** What is true of each device now, in the order of the configuration. */
  public List<DeviceState> devices() {
    DeviceState[] states = new DeviceState[devices.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = devices[i].state();
    }
    return List.of(states);
  }

  /** How each of the trackers sends, in the order of the configuration. */
  public List<TrackerState> trackers(long nowNanos) {
    return Arrays.stream(devices).flatMap(device -> device.tracker(nowNanos).stream()).toList();
  }

  /** What is left out or not believed of each device, in the order of the configuration. */
  public List<Doubted> doubts(long nowNanos) {
    return Arrays.stream(devices).flatMap(device -> device.doubts(nowNanos).stream()).toList();
  }

  private Device device(String name) {
    Device device = byName.get(name);
    if (device == null) {
      throw new IllegalArgumentException("no device is called " + name);
    }
    return device;
  }
}
