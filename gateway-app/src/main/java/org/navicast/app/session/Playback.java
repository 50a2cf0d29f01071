package org.navicast.app.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.app.config.DeviceConfig;
import org.navicast.cast.event.NaviEvent;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.Mapping;
import org.navicast.gateway.engine.action.Actions;
import org.navicast.gateway.engine.action.Profile;

/**
 * Plays a session through the drivers and the engine that a gateway has, in a time of its own: the
 * same session always says the same.
 */
public final class Playback {
  private static final int VALID_MILLIS = 150;

  private final Session session;
  private final Pace pace;
  private final Engine engine;
  private final Map<String, PlayedDevice> devices = new LinkedHashMap<>();
  private final long beganNanos;
  private long nowNanos;

  /** How fast it goes. */
  @FunctionalInterface
  public interface Pace {
    /** As fast as it can. */
    Pace AT_ONCE = _ -> {};

    /**
     * Waits until something may happen.
     *
     * @param nanos since the session began
     */
    void await(long nanos) throws InterruptedException;
  }

  /**
   * @param configs of the devices of the session
   * @param out hears what a hub would be told
   */
  public Playback(
      Session session,
      Profile profile,
      List<DeviceConfig> configs,
      Pace pace,
      Consumer<? super NaviEvent> out) {
    this(session, profile, configs, pace, 0, out);
  }

  /**
   * The same.
   *
   * @param beganNanos what its clock shows at the beginning
   */
  public Playback(
      Session session,
      Profile profile,
      List<DeviceConfig> configs,
      Pace pace,
      long beganNanos,
      Consumer<? super NaviEvent> out) {
    this.session = session;
    this.beganNanos = beganNanos;
    this.nowNanos = beganNanos;
    this.pace = pace;
    List<DeviceSettings> settings = configs.stream().map(DeviceConfig::engine).toList();
    Mapping mapping = new Actions(profile, settings, VALID_MILLIS, out, _ -> {});
    this.engine = new Engine(settings, mapping, out, _ -> {});
    InputSink sink = event -> engine.accept(event, nowNanos);
    configs.forEach(
        config ->
            devices.put(
                config.name(), new PlayedDevice(config, () -> nowNanos, this::passMillis, sink)));
  }

  /** Plays it to its end. */
  public void play() throws InterruptedException {
    try {
      engine.announce(nowNanos);
      for (Entry entry : session.entries()) {
        passTo(beganNanos + TimeUnit.MICROSECONDS.toNanos(entry.micros()));
        PlayedDevice device = devices.get(entry.device());
        if (device != null) {
          take(entry, device);
        }
      }
      passTo(beganNanos + TimeUnit.MICROSECONDS.toNanos(session.endMicros()));
      engine.stop(nowNanos);
    } finally {
      devices.values().forEach(PlayedDevice::close);
    }
  }

  private void take(Entry entry, PlayedDevice device) throws InterruptedException {
    switch (entry) {
      case Entry.Opening _ -> device.isAboutToOpen();
      case Entry.Board board -> device.doors().has(board.hid());
      case Entry.Axes axes -> device.doors().knows(axes.axes());
      case Entry.Said said when said.isBefore() -> device.doors().saysFirst(said.bytes());
      case Entry.Said said -> device.says(said.bytes());
      case Entry.Ready _ -> device.open();
      case Entry.Gone _ -> device.goes();
      case Entry.Missed _ -> engine.overload(entry.device(), nowNanos);
    }
  }

  /** Does on the way what is due, each at its time. */
  private void passTo(long untilNanos) throws InterruptedException {
    while (true) {
      long due = engine.nextDueNanos();
      PlayedDevice silent = null;
      for (PlayedDevice device : devices.values()) {
        if (device.dueNanos() < due) {
          due = device.dueNanos();
          silent = device;
        }
      }
      if (due > untilNanos) {
        break;
      }
      turnTo(due);
      if (silent == null) {
        engine.tick(nowNanos);
      } else {
        silent.read();
      }
    }
    turnTo(untilNanos);
  }

  private void turnTo(long nanos) throws InterruptedException {
    if (nanos > nowNanos) {
      pace.await(nanos - beganNanos);
      nowNanos = nanos;
    }
  }

  /** Of a driver that waits for an answer which never came; the player waits for it meanwhile. */
  private void passMillis(long millis) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
