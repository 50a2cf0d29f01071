package org.navicast.app.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.navicast.app.Version;
import org.navicast.app.board.ClockState;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.LinkFigures;
import org.navicast.cast.hub.TokenTopic;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.outbox.OutboxCounters;
import org.navicast.gateway.engine.AudienceState;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.RoomState;
import org.navicast.gateway.engine.TrackerState;
import org.navicast.gateway.input.Viewer;
import org.navicast.gateway.runtime.EngineLoop;

/** What a gateway answers to a status request: the lines that {@code docs/events.md} lists. */
final class StatusReport {
  private final List<StatusItem> items = new ArrayList<>();

  private StatusReport() {}

  /** What is true now; on the event loop. */
  static List<StatusItem> of(
      Engine engine, EngineLoop loop, HubClient client, Optional<ClockState> clock) {
    StatusReport report = new StatusReport();
    report.words("availability", "online");
    report.words("link", client.impaired() ? "impaired" : "online");
    report.words("subscription", client.heardItself() ? "alive" : "not known");
    report.tokenTopic(client.tokenTopic());
    report.words("version.gateway", Version.GATEWAY);
    report.words("version.java", Runtime.version().toString());
    engine.devices().forEach(report::device);
    clock.ifPresent(report::clock);
    report.room(engine.room());
    engine
        .profile(System.nanoTime())
        .ifPresent(profile -> report.profile(profile, engine.audience()));
    report.latency(client.figures());
    report.loss(client.counters(), loop.dropped());
    report.number("standstills", loop.standstills());
    long nowNanos = System.nanoTime();
    long nowMicros = SystemTime.epochMicros();
    engine.trackers(nowNanos).forEach(tracker -> report.tracker(tracker, nowNanos, nowMicros));
    report.doubts(engine.doubts(nowNanos));
    return List.copyOf(report.items);
  }

  private void tokenTopic(TokenTopic topic) {
    switch (topic) {
      case OURS -> {} // nothing to tell
      case SINGLE_USER -> words("token.topic", "single-user");
      case OTHER -> words("token.topic", "another");
    }
  }

  private void device(DeviceState device) {
    words("device." + device.device(), device.state().label());
    if (!device.reason().isEmpty()) {
      words("reason." + device.device(), device.reason());
    }
    device.battery().ifPresent(percent -> number("battery." + device.device(), percent));
    if (!device.held().isEmpty()) {
      words("held." + device.device(), String.join(", ", device.held()));
    }
  }

  private void tracker(TrackerState tracker, long nowNanos, long nowMicros) {
    String device = tracker.device();
    tracker
        .clockLagNanos()
        .ifPresent(
            lag ->
                number(
                    "clock-offset." + device,
                    nowMicros + TimeUnit.NANOSECONDS.toMicros(lag - nowNanos)));
    number("refused-poses." + device, tracker.refusedPoses());
    number("wrong-checksums." + device, tracker.wrongChecksums());
    number("malformed." + device, tracker.malformed());
    for (TrackerState.Tool tool : tracker.tools()) {
      String name = device + "." + tool.name() + "To" + tool.frame();
      number("rate." + name, tool.rateHz());
      number("jitter." + name, tool.jitterMicros());
    }
  }

  private void doubts(List<Doubted> doubts) {
    Map<String, Integer> numbers = new HashMap<>();
    for (Doubted doubted : doubts) {
      int number = numbers.merge(doubted.device(), 1, Integer::sum);
      words("doubt." + doubted.device() + "." + number, doubted.line());
    }
  }

  private void clock(ClockState clock) {
    words("clock", clock.synchronised() ? "synchronised" : "not synchronised");
    number("clock.offset-micros", clock.offsetMicros());
  }

  private void room(RoomState room) {
    words("study", room.study().label());
    number("subscribers.left", room.subscribersLeft());
  }

  private void profile(NaviProfile profile, AudienceState audience) {
    words("profile", profile.profile());
    words("mode", profile.mode());
    int number = 0;
    for (NaviProfile.Binding binding : profile.bindings()) {
      words("binding." + ++number, binding.device() + " " + binding.words());
    }
    words("actions", audience.isPaused() ? "paused" : "told");
    words("understood", understood(audience));
    number = 0;
    for (Viewer viewer : audience.viewers()) {
      words("viewer." + ++number, viewer(viewer));
    }
  }

  private static String understood(AudienceState audience) {
    if (audience.viewers().isEmpty()) {
      return "not known";
    }
    return audience.notUnderstood().isEmpty()
        ? "all"
        : "all but " + String.join(", ", new TreeSet<>(audience.notUnderstood()));
  }

  private static String viewer(Viewer viewer) {
    return viewer.product()
        + (viewer.isPaused() ? ": paused, " : ": active, ")
        + viewer.actions().size()
        + " actions"
        + (viewer.leaseMillis() > 0 ? ", lease " + viewer.leaseMillis() + " ms" : "");
  }

  private void latency(LinkFigures figures) {
    number("latency.round-trip-micros", figures.roundTripMicros());
    number("latency.age-median-micros", figures.ageMedianMicros());
    number("latency.age-p99-micros", figures.age99Micros());
    number("latency.age-worst-micros", figures.ageWorstMicros());
    seconds("token.left-seconds", figures.tokenLeftMillis());
    seconds("lease.left-seconds", figures.leaseLeftMillis());
  }

  private void loss(OutboxCounters counters, long reportsDropped) {
    number("events.sent", counters.sent());
    number("events.merged", counters.merged());
    number("events.expired", counters.expired());
    number("events.failed", counters.failed());
    number("reports.dropped", reportsDropped);
  }

  private void words(String key, String value) {
    items.add(new StatusItem.Words(key, value));
  }

  private void number(String key, long value) {
    items.add(new StatusItem.Figure(key, value));
  }

  private void seconds(String key, OptionalLong millis) {
    millis.ifPresent(known -> number(key, TimeUnit.MILLISECONDS.toSeconds(known)));
  }

  /** What is not known yet has no line. */
  private void number(String key, OptionalLong value) {
    value.ifPresent(known -> number(key, known));
  }
}
