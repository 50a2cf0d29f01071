package org.navicast.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a conversation learns as it goes, and texts with it filled in: <code>${code}</code> is what
 * was kept by that name, <code>${id of endpoint}</code> its last part behind a slash, and <code>
 * ${1200 letters}</code> a text of that length.
 */
final class Variables {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
  private static final String ID_OF = "id of ";
  private static final String LETTERS = " letters";

  private final Map<String, JsonNode> values = new HashMap<>();

  void put(String name, JsonNode value) {
    values.put(name, value);
  }

  JsonNode get(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("nothing was kept as " + name);
    }
    return value;
  }

  String fill(String text) {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
  }

  private String value(String place) {
    String whole = "${" + place + "}";
    if (whole.equals(JsonSubset.ANY) || whole.equals(JsonSubset.ABSENT)) {
      return whole;
    }
    if (place.endsWith(LETTERS)) {
      return "x".repeat(Integer.parseInt(place.substring(0, place.length() - LETTERS.length())));
    }
    if (place.startsWith(ID_OF)) {
      String url = get(place.substring(ID_OF.length())).asString();
      return url.substring(url.lastIndexOf('/') + 1);
    }
    return get(place).asString();
  }

  /** The same JSON with all of its texts filled in. */
  JsonNode fill(JsonNode json) {
    if (json.isString()) {
      return JsonMapper.shared().valueToTree(fill(json.asString()));
    }
    if (json.isObject()) {
      ObjectNode filled = JsonMapper.shared().createObjectNode();
      json.forEachEntry((name, value) -> filled.set(name, fill(value)));
      return filled;
    }
    if (json.isArray()) {
      ArrayNode filled = JsonMapper.shared().createArrayNode();
      json.forEach(value -> filled.add(fill(value)));
      return filled;
    }
    return json;
  }
}
