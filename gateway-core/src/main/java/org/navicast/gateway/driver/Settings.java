package org.navicast.gateway.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One section of a configuration, read key by key with its type, range and default.
 *
 * <p>Knows which keys were asked for, so that {@link #rejectUnknown()} can refuse a misspelt one;
 * every refusal names the path of the key, from which the reader of the file finds line and column.
 */
public final class Settings {
  private final String path;
  private final Map<String, ?> values;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param path where this section is, such as {@code devices[0]}; empty for the root
   * @param values strings, booleans, {@link Long}, {@link Double}, {@link List} and {@link Map} of
   *     such
   */
  public Settings(String path, Map<String, ?> values) {
    this.path = path;
    this.values = values;
  }

  /** Path of this section from the root. */
  public String path() {
    return path;
  }

  /** The section as it was given. */
  public Map<String, ?> values() {
    return values;
  }

  /** Path of one of its keys from the root. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /**
   * The keys that are given, in the order of the file, for a section whose keys are names that a
   * person gave.
   */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** True where the key is given. */
  public boolean has(String key) {
    return value(key) != null;
  }

  public String text(String key) throws SettingsException {
    return required(key, text(key, null));
  }

  /** A text; a bare number or boolean of the file counts as the text that it looks like. */
  public @Nullable String text(String key, @Nullable String ifAbsent) throws SettingsException {
    return switch (value(key)) {
      case null -> ifAbsent;
      case String s -> s;
      case Long n -> n.toString();
      case Double d -> d.toString();
      case Boolean b -> b.toString();
      default -> throw wrong(key, "is not a text");
    };
  }

  /** A text whose absence means {@code ifAbsent}, for callers that have a default. */
  public String textOr(String key, String ifAbsent) throws SettingsException {
    String text = text(key, null);
    return text == null ? ifAbsent : text;
  }

  public int integer(String key, int ifAbsent, int min, int max) throws SettingsException {
    Object value = value(key);
    if (value == null) {
      return ifAbsent;
    }
    if (value instanceof Long n && n >= min && n <= max) {
      return Math.toIntExact(n);
    }
    throw wrong(key, "is " + show(value) + "; give a whole number from " + min + " to " + max);
  }

  public double decimal(String key, double ifAbsent, double min, double max)
      throws SettingsException {
    Object value = value(key);
    if (value == null) {
      return ifAbsent;
    }
    if (value instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
      return n.doubleValue();
    }
    throw wrong(key, "is " + show(value) + "; give a number from " + min + " to " + max);
  }

  public boolean flag(String key, boolean ifAbsent) throws SettingsException {
    return switch (value(key)) {
      case null -> ifAbsent;
      case Boolean b -> b;
      case Object other -> throw wrong(key, "is " + show(other) + "; give true or false");
    };
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E ifAbsent) throws SettingsException {
    String text = text(key, null);
    if (text == null) {
      return ifAbsent;
    }
    E[] all = ifAbsent.getDeclaringClass().getEnumConstants();
    for (E candidate : all) {
      if (label(candidate).equals(text)) {
        return candidate;
      }
    }
    throw wrong(
        key,
        "is "
            + show(text)
            + "; give one of "
            + Arrays.stream(all).map(Settings::label).collect(Collectors.joining(", ")));
  }

  /** True where the key has keys of its own below it. */
  public boolean isSection(String key) {
    return value(key) instanceof Map;
  }

  /** A section below this one; an empty one where it is absent. */
  public Settings section(String key) throws SettingsException {
    return switch (value(key)) {
      case null -> new Settings(path(key), Map.of());
      case Map<?, ?> map -> new Settings(path(key), keysAsText(map));
      case Object other ->
          throw wrong(key, "is " + show(other) + "; give keys and values below it");
    };
  }

  /** The sections of a list; empty where it is absent. */
  public List<Settings> sections(String key) throws SettingsException {
    return switch (value(key)) {
      case null -> List.of();
      case List<?> list -> {
        List<Settings> sections = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          String itemPath = path(key) + "[" + i + "]";
          if (!(list.get(i) instanceof Map<?, ?> map)) {
            throw new SettingsException(itemPath, "is not a section of keys and values");
          }
          sections.add(new Settings(itemPath, keysAsText(map)));
        }
        yield sections;
      }
      case Object other ->
          throw wrong(key, "is " + show(other) + "; give a list, each item after a -");
    };
  }

  /** The texts of a list; empty where it is absent. */
  public List<String> texts(String key) throws SettingsException {
    return switch (value(key)) {
      case null -> List.of();
      case List<?> list -> {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof Map || list.get(i) instanceof List || list.get(i) == null) {
            throw new SettingsException(path(key) + "[" + i + "]", "is not a text");
          }
          texts.add(String.valueOf(list.get(i)));
        }
        yield List.copyOf(texts);
      }
      case Object other -> throw wrong(key, "is " + show(other) + "; give a list such as [a, b]");
    };
  }

  /** A value that a parser of the caller's understands; its refusal is told with the key's path. */
  public <T> T parsed(String key, Function<String, T> parser) throws SettingsException {
    String text = text(key);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key, "is " + show(text) + "; " + e.getMessage());
    }
  }

  /** A refusal of one of this section's keys. */
  public SettingsException wrong(String key, String message) {
    return new SettingsException(path(key), message);
  }

  /** Refuses the first key that nobody asked for: call it last. */
  public void rejectUnknown() throws SettingsException {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw wrong(key, "is not known here; known are " + String.join(", ", known));
      }
    }
  }

  private <T> T required(String key, @Nullable T value) throws SettingsException {
    if (value != null) {
      return value;
    }
    if (values.containsKey(key)) {
      throw wrong(key, "has no value; write one behind it");
    }
    // Often it is there, but spelled wrong.
    throw wrong(
        key,
        values.isEmpty()
            ? "is missing"
            : "is missing; given here are " + String.join(", ", values.keySet()));
  }

  private @Nullable Object value(String key) {
    known.add(key);
    return values.get(key);
  }

  private static Map<String, Object> keysAsText(Map<?, ?> map) {
    return map.entrySet().stream()
        .filter(e -> e.getValue() != null)
        .collect(
            Collectors.toMap(
                e -> String.valueOf(e.getKey()),
                Map.Entry::getValue,
                (a, b) -> b,
                java.util.LinkedHashMap::new));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String show(Object value) {
    return switch (value) {
      case String s -> "\"" + s + "\"";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a section";
      default -> value.toString();
    };
  }
}
