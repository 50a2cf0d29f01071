package org.navicast.app.session;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.KernelAxis;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a session file, both ways. */
final class Lines {
  static final String HEAD = "navicast-session 1";
  static final String DEVICE = "device";
  static final String END = "end";

  /** A report has at most 4 KiB, a descriptor at most 4 KiB, each twice as long in hexadecimal. */
  static final int MAX_LENGTH = 64 * 1024;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final JsonMapper JSON = JsonMapper.shared();

  private Lines() {}

  static String of(Entry entry) {
    String head = time(entry.micros()) + " " + entry.device() + " ";
    return switch (entry) {
      case Entry.Opening _ -> head + "opening";
      case Entry.Board board -> head + "board " + JSON.writeValueAsString(json(board.hid()));
      case Entry.Axes axes -> head + "axes " + JSON.writeValueAsString(json(axes.axes()));
      case Entry.Said said ->
          head + (said.isBefore() ? "before " : "said ") + HEX.formatHex(said.bytes());
      case Entry.Ready _ -> head + "ready";
      case Entry.Gone _ -> head + "gone";
      case Entry.Missed _ -> head + "missed";
    };
  }

  static String device(Map<String, Object> section) {
    return DEVICE + " " + JSON.writeValueAsString(section);
  }

  static String time(long micros) {
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  static Entry entry(String line) {
    String[] words = line.split(" ", 4);
    if (words.length < 3) {
      throw new IllegalArgumentException("a line has a time, a device and what it did");
    }
    long micros = micros(words[0]);
    String device = words[1];
    String rest = words.length == 4 ? words[3] : "";
    return switch (words[2]) {
      case "opening" -> new Entry.Opening(micros, device);
      case "board" -> new Entry.Board(micros, device, hid(object(rest)));
      case "axes" -> new Entry.Axes(micros, device, axes(object(rest)));
      case "before" -> new Entry.Said(micros, device, true, bytes(rest));
      case "said" -> new Entry.Said(micros, device, false, bytes(rest));
      case "ready" -> new Entry.Ready(micros, device);
      case "gone" -> new Entry.Gone(micros, device);
      case "missed" -> new Entry.Missed(micros, device);
      default ->
          throw new IllegalArgumentException(
              "\""
                  + words[2]
                  + "\" is nothing that a device does; known are opening, board, axes, before,"
                  + " said, ready, gone, missed");
    };
  }

  static long micros(String seconds) {
    if (!seconds.matches("\\d{1,7}(\\.\\d{1,6})?")) {
      throw new IllegalArgumentException("a line begins with seconds, such as 12.345678");
    }
    return Math.round(Double.parseDouble(seconds) * 1e6);
  }

  /**
   * The section of a device.
   *
   * @throws IllegalArgumentException when it is none
   */
  @SuppressWarnings("unchecked") // the keys of JSON are texts
  static Map<String, Object> section(String json) {
    object(json);
    return (Map<String, Object>) asConfigured(JSON.readValue(json, Map.class));
  }

  /** Numbers as a configuration has them: whole ones are longs. */
  private static Object asConfigured(Object value) {
    return switch (value) {
      case Integer whole -> whole.longValue();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach(
            (key, each) -> {
              if (each != null) {
                copy.put(String.valueOf(key), asConfigured(each));
              }
            });
        yield copy;
      }
      case List<?> list -> list.stream().map(Lines::asConfigured).toList();
      default -> value;
    };
  }

  private static JsonNode object(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node instanceof ObjectNode) {
        return node;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("after the word comes a JSON object on the same line", e);
    }
    throw new IllegalArgumentException("after the word comes a JSON object on the same line");
  }

  private static byte[] bytes(String hex) {
    try {
      return HEX.parseHex(hex.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("bytes are in hexadecimal, two digits each", e);
    }
  }

  /** Neither its serial number nor where it is plugged in, which are nobody's business. */
  private static ObjectNode json(HidDevice device) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("path", device.path())
            .put("ids", device.ids())
            .put("name", device.name());
    device.usbInterface().ifPresent(number -> json.put("interface", number));
    device
        .descriptor()
        .ifPresent(descriptor -> json.put("descriptor", HEX.formatHex(descriptor.bytes())));
    return json;
  }

  private static HidDevice hid(JsonNode json) {
    String ids = HidDevice.parseIds(json.path("ids").asString(""));
    JsonNode usb = json.path("interface");
    String hex = json.path("descriptor").asString("");
    return new HidDevice(
        json.path("path").asString("recorded"),
        "recorded",
        Integer.parseInt(ids.substring(0, 4), 16),
        Integer.parseInt(ids.substring(5), 16),
        json.path("name").asString(""),
        "",
        usb.isIntegralNumber() ? OptionalInt.of(usb.asInt()) : OptionalInt.empty(),
        hex.isEmpty() ? Optional.empty() : Optional.of(descriptor(hex)),
        "");
  }

  private static ReportDescriptor descriptor(String hex) {
    try {
      return ReportDescriptor.parse(bytes(hex));
    } catch (DescriptorException e) {
      throw new IllegalArgumentException("the descriptor is none: " + e.getMessage(), e);
    }
  }

  private static ObjectNode json(Map<HidUsage, KernelAxis> axes) {
    ObjectNode json = JSON.createObjectNode();
    axes.forEach(
        (usage, axis) ->
            json.putArray(usage.page() + ":" + usage.id())
                .add(axis.value())
                .add(axis.min())
                .add(axis.max())
                .add(axis.flat()));
    return json;
  }

  private static Map<HidUsage, KernelAxis> axes(JsonNode json) {
    Map<HidUsage, KernelAxis> axes = new LinkedHashMap<>();
    json.forEachEntry(
        (usage, numbers) -> {
          if (!usage.matches("\\d{1,5}:\\d{1,5}") || numbers.size() != 4) {
            throw new IllegalArgumentException(
                "an axis is PAGE:USAGE with value, least, most and flat");
          }
          int colon = usage.indexOf(':');
          axes.put(
              new HidUsage(
                  Integer.parseInt(usage.substring(0, colon)),
                  Integer.parseInt(usage.substring(colon + 1))),
              new KernelAxis(
                  numbers.path(0).asInt(0),
                  numbers.path(1).asInt(0),
                  numbers.path(2).asInt(0),
                  numbers.path(3).asInt(0)));
        });
    return axes;
  }
}
