package org.navicast.app.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navicast.app.board.ClockState;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.LinkFigures;
import org.navicast.cast.outbox.Fate;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.TrackerState;
import org.navicast.gateway.runtime.EngineLoop;

/**
 * What is true of a gateway at one moment, copied on its event loop and turned into figures
 * elsewhere.
 *
 * @param link counted of it
 * @param isImpaired whether the hub is joined and does not answer
 * @param speed of the link, and for how long it is granted
 * @param fates how many events became what, by the name of the event
 * @param dropped reports that the gateway could not keep up with, by device
 * @param standstills how often the event loop stood still
 * @param isPaused whether all viewers that would act are paused
 * @param nowNanos the monotonic clock at that moment
 * @param clock of the machine; empty where nobody knows
 */
record Reading(
    LinkTally.Counted link,
    boolean isImpaired,
    LinkFigures speed,
    Map<String, Map<Fate, Long>> fates,
    List<DeviceState> devices,
    Map<String, Long> dropped,
    List<TrackerState> trackers,
    long standstills,
    boolean isPaused,
    long nowNanos,
    Optional<ClockState> clock) {

  /** Reads all of it; on the event loop. */
  static Reading of(
      LinkTally tally,
      HubClient client,
      EngineLoop loop,
      Engine engine,
      long nowNanos,
      Optional<ClockState> clock) {
    List<DeviceState> devices = engine.devices();
    Map<String, Long> dropped = new LinkedHashMap<>();
    devices.forEach(device -> dropped.put(device.device(), loop.dropped(device.device())));
    return new Reading(
        tally.counted(),
        client.impaired(),
        client.figures(),
        client.counters().byName(),
        devices,
        dropped,
        engine.trackers(nowNanos),
        loop.standstills(),
        engine.audience().isPaused(),
        nowNanos,
        clock);
  }
}
