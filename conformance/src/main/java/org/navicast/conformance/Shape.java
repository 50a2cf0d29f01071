package org.navicast.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds JSON against what a case expects. Keys that the case does not name may be there. Words that
 * begin with a dollar sign stand for a kind of value; {@code ${name}} for something that is known.
 */
final class Shape {
  private static final Pattern KNOWN = Pattern.compile("\\$\\{([a-z-]+)}");

  private final Map<String, String> known = new HashMap<>();

  /** From now on that name stands for that value. */
  void know(String name, String value) {
    known.put(name, value);
  }

  /** The text with what is known in its place. */
  String filled(String text) {
    return KNOWN
        .matcher(text)
        .replaceAll(
            found -> {
              String value = known.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException("nothing is known as " + found.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** The same for all texts in a value. */
  JsonNode filled(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((key, each) -> copy.set(key, filled(each)));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(filled(each)));
        yield copy;
      }
      default ->
          value.isString() ? JsonNodeFactory.instance.stringNode(filled(value.asString())) : value;
    };
  }

  /**
   * What is wrong with a value, and where; empty where nothing is.
   *
   * @param where its place, for the answer
   */
  Optional<String> mismatch(String where, JsonNode expected, JsonNode actual) {
    return switch (expected) {
      case ObjectNode object -> inObject(where, object, actual);
      case ArrayNode array -> inArray(where, array, actual);
      default ->
          expected.isString()
              ? inText(where, expected.asString(), actual)
              : unless(expected.equals(actual), where, expected.toString(), actual);
    };
  }

  private Optional<String> inObject(String where, ObjectNode expected, JsonNode actual) {
    if (!actual.isObject()) {
      return unless(false, where, "an object", actual);
    }
    for (String key : expected.propertyNames()) {
      Optional<String> wrong = mismatch(where + "." + key, expected.path(key), actual.path(key));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> inArray(String where, ArrayNode expected, JsonNode actual) {
    if (!actual.isArray() || actual.size() != expected.size()) {
      return unless(false, where, "an array of " + expected.size(), actual);
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> wrong = mismatch(where + "[" + i + "]", expected.path(i), actual.path(i));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> inText(String where, String expected, JsonNode actual) {
    if (expected.equals("$absent")) {
      return unless(actual.isMissingNode(), where, "nothing", actual);
    }
    if (actual.isMissingNode()) {
      return unless(expected.startsWith("$maybe:"), where, expected, actual);
    }
    int colon = expected.indexOf(':');
    String kind = colon < 0 || !expected.startsWith("$") ? expected : expected.substring(0, colon);
    String rest = expected.substring(Math.min(kind.length() + 1, expected.length()));
    String text = actual.asString("");
    boolean fits =
        switch (kind) {
          case "$any" -> true;
          case "$text" -> actual.isString() && !text.isBlank();
          case "$number" -> actual.isNumber();
          case "$array" -> actual.isArray();
          case "$re", "$maybe" -> Pattern.compile(filled(rest)).matcher(text).matches();
          case "$save" -> {
            know(rest, text);
            yield actual.isString() && !text.isEmpty();
          }
          case "$other" -> !text.isEmpty() && !text.equals(known.get(rest));
          default -> text.equals(filled(expected));
        };
    return unless(fits, where, expected, actual);
  }

  private static Optional<String> unless(
      boolean fits, String where, String expected, JsonNode actual) {
    return fits
        ? Optional.empty()
        : Optional.of(where + ": expected " + expected + ", but it is " + shown(actual));
  }

  private static String shown(JsonNode actual) {
    if (actual.isMissingNode()) {
      return "not there";
    }
    String text = actual.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
