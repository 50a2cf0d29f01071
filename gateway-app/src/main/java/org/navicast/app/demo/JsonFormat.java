package org.navicast.app.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line; {@code type} says which. */
final class JsonFormat implements DemoFormat {

  @Override
  public String begins(String hubUrl, String topic, String pageUrl) {
    return typed("hub").put("url", hubUrl).put("topic", topic).put("page", pageUrl).toString();
  }

  @Override
  public String event(ReceivedEvent event) {
    return described("event", event).toString();
  }

  @Override
  public String continuous(ReceivedEvent latest, long count) {
    return described("continuous", latest).put("count", count).toString();
  }

  @Override
  public String summary(DemoSummary summary) {
    ObjectNode line = typed("summary").put("seconds", summary.seconds());
    ObjectNode sent = line.putObject("sent");
    summary.sent().sentByName().forEach(sent::put);
    line.put("merged", summary.sent().merged()).put("dropped", summary.sent().dropped());
    line.putObject("hub")
        .put("standstills", summary.pauses().standstills())
        .put("late", summary.pauses().late());
    ObjectNode received = line.putObject("received");
    summary.received().forEach(received::put);
    line.putObject("latencyMicros")
        .put("count", summary.latency().count())
        .put("p50", summary.latency().p50())
        .put("p99", summary.latency().p99())
        .put("max", summary.latency().max());
    return line.toString();
  }

  private static ObjectNode described(String type, ReceivedEvent event) {
    ObjectNode line =
        typed(type)
            .put("event", event.name())
            .put("device", event.device())
            .put("receivedAt", time(event.receivedMicros()));
    event.latencyMicros().ifPresent(micros -> line.put("latencyMicros", micros));
    line.set("resource", event.resource());
    return line;
  }

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static String time(long epochMicros) {
    return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).toString();
  }
}
