package org.navicast.app.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.words.Foreign;
import tools.jackson.databind.JsonNode;

/** Readable lines: time, device, what happened, how long it took. */
final class PlainFormat implements DemoFormat {
  private final DateTimeFormatter time;

  /**
   * @param zone in which times are told
   */
  PlainFormat(ZoneId zone) {
    time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  @Override
  public String begins(String hubUrl, String topic, String pageUrl) {
    return String.format(
        Locale.ROOT,
        "The hub is at %s, the topic is %s. Ctrl-C ends the demo.%n"
            + "Watch it in a browser on this machine: %s%n",
        hubUrl,
        topic,
        pageUrl);
  }

  @Override
  public String event(ReceivedEvent event) {
    return line(event, words(event));
  }

  @Override
  public String continuous(ReceivedEvent latest, long count) {
    String what =
        switch (latest.name()) {
          case NaviPose.NAME -> "pose";
          case NaviAction.NAME -> "update";
          default -> "motion";
        };
    return line(
        latest,
        count + " " + what + (count == 1 ? "" : "s") + " in the last second, now " + words(latest));
  }

  private String line(ReceivedEvent event, String words) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %-12s %s",
            time.format(Instant.EPOCH.plus(event.receivedMicros(), ChronoUnit.MICROS)),
            Foreign.line(event.device()),
            Foreign.line(words));
    return event.latencyMicros().isPresent()
        ? line + "  (" + millis(event.latencyMicros().getAsLong()) + ")"
        : line;
  }

  private static String words(ReceivedEvent event) {
    JsonNode said = event.resource();
    return switch (event.name()) {
      case NaviButton.NAME -> button(said);
      case NaviDevice.NAME -> device(said);
      case NaviMotion.NAME ->
          "moving "
              + numbers(said.path("translation"))
              + ", turning "
              + numbers(said.path("rotation"));
      case NaviPose.NAME -> tools(said.path("tools"));
      case NaviAction.NAME -> action(said);
      case NaviProfile.NAME -> profile(said);
      default -> event.name();
    };
  }

  private static String button(JsonNode said) {
    String words = said.path("control").asString("") + " " + said.path("state").asString("");
    long held = said.path("heldMillis").asLong(0);
    String reason = said.path("reason").asString("");
    return words
        + (held > 0 ? " after " + held + " ms" : "")
        + (reason.isEmpty() ? "" : ", because " + reason);
  }

  private static String action(JsonNode said) {
    JsonNode value = said.path("value");
    String reason = said.path("reason").asString("");
    return said.path("action").asString("")
        + " "
        + said.path("phase").asString("")
        + (value.isArray() ? " " + numbers(value) : "")
        + (value.isNumber() ? " " + number(value) : "")
        + (reason.isEmpty() ? "" : ", because " + reason);
  }

  private static String profile(JsonNode said) {
    StringBuilder words =
        new StringBuilder("mode " + said.path("mode").asString("") + " of ")
            .append(said.path("profile").asString(""));
    for (JsonNode binding : said.path("bindings")) {
      words.append(System.lineSeparator()).append(" ".repeat(27));
      words.append(binding.path("device").asString("")).append(' ');
      words.append(binding.path("words").asString(""));
    }
    return words.toString();
  }

  private static String device(JsonNode said) {
    String detail = said.path("reason").asString(said.path("product").asString(""));
    return said.path("state").asString("") + (detail.isEmpty() ? "" : ": " + detail);
  }

  private static String tools(JsonNode tools) {
    StringBuilder words = new StringBuilder();
    for (JsonNode tool : tools) {
      words.append(words.isEmpty() ? "" : ", ").append(tool.path("name").asString(""));
      JsonNode position = tool.path("position");
      words.append(' ');
      words.append(
          position.isArray()
              ? "at " + numbers(position) + " mm"
              : tool.path("status").asString(""));
    }
    return words.toString();
  }

  private static String numbers(JsonNode array) {
    StringBuilder words = new StringBuilder();
    for (JsonNode number : array) {
      words.append(words.isEmpty() ? "" : " ");
      words.append(number(number));
    }
    return words.toString();
  }

  private static String number(JsonNode number) {
    return String.format(Locale.ROOT, "%.2f", number.asDouble(Double.NaN));
  }

  @Override
  public String summary(DemoSummary summary) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nIn %.1f s the gateway sent %d events (merged before: %d, dropped: %d):%n"
                + "                  sent  received%n",
            summary.seconds(),
            summary.sent().sent(),
            summary.sent().merged(),
            summary.sent().dropped()));
    for (Map.Entry<String, Long> kind : summary.sent().sentByName().entrySet()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-12s %7d %9d%n",
              kind.getKey(),
              kind.getValue(),
              summary.received().getOrDefault(kind.getKey(), 0L)));
    }
    text.append(pauses(summary.pauses()));
    Latency.Summary latency = summary.latency();
    text.append(
        "From capture to subscriber: p50 "
            + millis(latency.p50())
            + ", p99 "
            + millis(latency.p99())
            + ", max "
            + millis(latency.max())
            + ".");
    return text.toString();
  }

  /** Why less was received than sent, where that may be so. */
  private static String pauses(HubPauses pauses) {
    return pauses.standstills() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "Standstills of the hub: %d. Of motions and poses that waited meanwhile it handed on"
                + " the newest; late presses that it did not hand on: %d.%n",
            pauses.standstills(),
            pauses.late());
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f ms", micros / 1_000.0);
  }
}
