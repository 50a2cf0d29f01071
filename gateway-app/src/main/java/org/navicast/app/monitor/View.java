package org.navicast.app.monitor;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.words.Foreign;
import tools.jackson.databind.JsonNode;

/** What is known of a gateway, gathered from what it says. Of one thread. */
public final class View {
  static final int MOST_NEWS = 500;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private final ZoneId zone;
  private final Map<String, String> items = new LinkedHashMap<>();
  private final Map<String, DeviceView> devices = new LinkedHashMap<>();
  private final Deque<Line> news = new ArrayDeque<>();

  /** What is known of a device. */
  static final class DeviceView {
    String state = "";
    String reason = "";
    String battery = "";
    final Set<String> down = new LinkedHashSet<>();

    /** By tool, or one for a cap. */
    final Map<String, String> values = new TreeMap<>();
  }

  /**
   * @param zone of the times that are shown
   */
  public View(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Takes in what the gateway said.
   *
   * @return what of it is news to a person, with its time
   */
  public Optional<Line> accept(JsonNode line) {
    switch (line.path("is").asString("")) {
      case "status" -> status(line.path("items"));
      case "made" -> made(resource(line), event(line));
      default -> {
        // news, if anything
      }
    }
    Optional<Line> told =
        NewsWords.of(line).map(words -> new Line(words.mood(), time(line) + " " + words.text()));
    told.ifPresent(this::add);
    return told;
  }

  private void add(Line line) {
    if (news.size() == MOST_NEWS) {
      news.removeFirst();
    }
    news.addLast(line);
  }

  private String time(JsonNode line) {
    Instant at = Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(line.path("at").asLong(0)));
    return TIME.withZone(zone).format(at);
  }

  private void status(JsonNode given) {
    items.clear();
    given
        .properties()
        .forEach(
            each ->
                items.put(Foreign.line(each.getKey()), Foreign.line(each.getValue().asString(""))));
    items.forEach(
        (key, value) -> {
          if (key.startsWith("device.")) {
            DeviceView device = device(key.substring("device.".length()));
            String name = key.substring("device.".length());
            device.state = value;
            device.reason = item("reason." + name);
            device.battery = item("battery." + name);
            device.down.clear();
            if (!item("held." + name).isEmpty()) {
              device.down.addAll(List.of(item("held." + name).split(", ")));
            }
          }
        });
  }

  private void made(JsonNode what, String event) {
    if (event.equals("navi-profile")) {
      items.put("profile", Foreign.line(what.path("profile").asString("")));
      items.put("mode", Foreign.line(what.path("mode").asString("")));
      return;
    }
    DeviceView device = device(Foreign.line(what.path("device").asString("")));
    switch (event) {
      case "navi-button" -> {
        String control = Foreign.line(what.path("control").asString(""));
        switch (what.path("state").asString("")) {
          case "pressed", "held" -> device.down.add(control);
          default -> device.down.remove(control);
        }
      }
      case "navi-motion" ->
          device.values.put(
              "", numbers(what.path("translation"), 2) + " / " + numbers(what.path("rotation"), 2));
      case "navi-pose" -> what.path("tools").forEach(tool -> pose(device, tool));
      case "navi-device" -> {
        device.state = Foreign.line(what.path("state").asString(""));
        device.reason = Foreign.line(what.path("reason").asString(""));
        device.down.clear();
        device.values.clear();
      }
      default -> {
        // says nothing of a device
      }
    }
  }

  private static void pose(DeviceView device, JsonNode tool) {
    String status = Foreign.line(tool.path("status").asString(""));
    device.values.put(
        Foreign.line(tool.path("name").asString("")),
        status.equals("ok") ? numbers(tool.path("position"), 1) : status);
  }

  private static String numbers(JsonNode values, int digits) {
    StringJoiner words = new StringJoiner(" ");
    for (JsonNode value : values) {
      words.add(String.format(Locale.ROOT, "%." + digits + "f", value.asDouble(0)));
    }
    return words.toString();
  }

  private DeviceView device(String name) {
    return devices.computeIfAbsent(name, _ -> new DeviceView());
  }

  /** A line of the status; empty where there is none. */
  String item(String key) {
    return items.getOrDefault(key, "");
  }

  /** False until a status has come. */
  public boolean isKnown() {
    return items.containsKey("version.gateway");
  }

  Map<String, DeviceView> devices() {
    return devices;
  }

  /** What a person should read, the newest last. */
  Collection<Line> news() {
    return news;
  }

  /** The name of an event. */
  static String event(JsonNode line) {
    return line.path("envelope").path("event").path("hub.event").asString("");
  }

  /** What an event is about. */
  static JsonNode resource(JsonNode line) {
    return line.path("envelope").path("event").path("context").path(0).path("resource");
  }
}
