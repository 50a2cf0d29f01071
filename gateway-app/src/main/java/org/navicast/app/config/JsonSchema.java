package org.navicast.app.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.NamedKeys;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.runtime.Drivers;

/**
 * Describes configurations and profiles to editors, as JSON Schema (2020-12), by the same shapes
 * that read them.
 *
 * <p>It refuses nothing that is good. What keys have to do with each other and with the world it
 * leaves to {@code navicast check}.
 */
public final class JsonSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String HOME = "https://navicast.org/schema/";
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]*");

  private final Map<Shape, Integer> uses = new HashMap<>();
  private final Map<Shape, String> names = new HashMap<>();
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private JsonSchema() {}

  /** That of a configuration, as far as these drivers go. */
  public static Map<String, Object> ofConfiguration(Drivers drivers) {
    return of(
        "configuration", "Configuration of a NAVICast gateway", new ConfigReader(drivers).shape());
  }

  /** That of a profile. */
  public static Map<String, Object> ofProfile() {
    return of(
        "profile", "Profile of a NAVICast gateway: what its controls mean", ProfileReader.SHAPE);
  }

  static Map<String, Object> of(String name, String title, Shape root) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("$id", HOME + name + ".schema.json");
    schema.put("title", title);
    JsonSchema writer = new JsonSchema();
    writer.count(root);
    schema.putAll(writer.object(root));
    if (!writer.definitions.isEmpty()) {
      schema.put("$defs", writer.definitions);
    }
    return schema;
  }

  /** How often each section is met, since what is met twice is written once. */
  private void count(Shape shape) {
    if (uses.merge(shape, 1, Integer::sum) == 1) {
      shape.keys().forEach(key -> count(key.type()));
      shape.named().forEach(keys -> count(keys.type()));
    }
  }

  private void count(ValueType<?> type) {
    switch (type) {
      case ValueType.Section(Shape shape) -> count(shape);
      case ValueType.Brief(Shape shape, Key<String> _) -> count(shape);
      case ValueType.Variant variant -> variant.variants().values().forEach(this::count);
      case ValueType.Items<?> items -> count(items.item());
      case ValueType.Text<?> _,
          ValueType.Whole _,
          ValueType.Decimal _,
          ValueType.Flag _,
          ValueType.Choice<?> _,
          ValueType.Word _ -> {}
    }
  }

  private Map<String, Object> object(Shape shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    shape.keys().forEach(key -> properties.put(key.name(), property(key)));
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    List<String> required = shape.keys().stream().filter(Key::isRequired).map(Key::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    Map<String, Object> patterns = new LinkedHashMap<>();
    for (NamedKeys<?> keys : shape.named()) {
      patterns.put(
          named(keys, shape.keys()), described(keys.about(), value(keys.type(), "", true)));
    }
    if (!patterns.isEmpty()) {
      schema.put("patternProperties", patterns);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Names that a person gives, save ours: patterns of a schema hold for those as well. */
  private static String named(NamedKeys<?> keys, List<Key<?>> ours) {
    String notOurs =
        ours.isEmpty()
            ? ""
            : "(?!(" + String.join("|", ours.stream().map(Key::name).toList()) + ")$)";
    return "^" + notOurs + "(" + keys.pattern() + ")$";
  }

  private <T> Map<String, Object> property(Key<T> key) {
    Map<String, Object> schema =
        described(key.about(), value(key.type(), key.name(), !key.isRequired()));
    key.fallback().ifPresent(value -> writeDefault(schema, key.type(), value));
    return schema;
  }

  private static void writeDefault(Map<String, Object> schema, ValueType<?> type, Object fallback) {
    switch (type) {
      case ValueType.Choice<?> choice -> schema.put("default", choice.word(fallback));
      case ValueType.Whole(int min, int _, boolean orZero)
          when fallback.equals(0) && min > 0 && !orZero -> {} // stands for none
      case ValueType.Text<?> _ when fallback.equals("") -> {} // stands for any
      default -> schema.put("default", fallback);
    }
  }

  private static Map<String, Object> described(String about, Map<String, Object> schema) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", about);
    described.putAll(schema);
    return described;
  }

  /**
   * @param name of the key, for a section that is written once for several
   * @param mayBeBare whether nothing may stand behind it, which is an empty section or list
   */
  private Map<String, Object> value(ValueType<?> type, String name, boolean mayBeBare) {
    return switch (type) {
      case ValueType.Text<?> text -> text(text);
      case ValueType.Whole(int min, int max, boolean orZero) -> {
        Map<String, Object> range = range("integer", min, max);
        yield orZero ? Map.of("anyOf", List.of(Map.of("const", 0), range)) : range;
      }
      case ValueType.Decimal decimal ->
          decimal.equals(ValueType.Decimal.ANY)
              ? Map.of("type", "number")
              : range("number", decimal.min(), decimal.max());
      case ValueType.Flag _ -> Map.of("type", "boolean");
      case ValueType.Choice<?> choice -> Map.of("enum", scalars(choice.words().keySet()));
      case ValueType.Word word -> {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("type", "string");
        own.put("pattern", "^(" + word.own() + ")$");
        yield Map.of("anyOf", List.of(Map.of("enum", word.words()), own));
      }
      case ValueType.Section(Shape shape) ->
          mayBeBare ? orNothing(section(shape, name)) : section(shape, name);
      case ValueType.Brief(Shape shape, Key<String> key) ->
          Map.of("anyOf", List.of(value(key.type(), "", false), section(shape, name)));
      case ValueType.Variant variant -> variant(variant);
      case ValueType.Items<?> items -> items(items, name, mayBeBare);
    };
  }

  private static Map<String, Object> text(ValueType.Text<?> text) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("string", "number", "boolean"));
    text.pattern().ifPresent(pattern -> schema.put("pattern", "^(" + pattern + ")$"));
    return schema;
  }

  private static Map<String, Object> range(String type, Number min, Number max) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("minimum", min);
    schema.put("maximum", max);
    return schema;
  }

  /** A word that looks like a number may be written as one. */
  private static List<Object> scalars(Collection<String> words) {
    return words.stream()
        .<Object>mapMulti(
            (word, values) -> {
              values.accept(word);
              if (WHOLE.matcher(word).matches()) {
                values.accept(Long.valueOf(word));
              }
            })
        .toList();
  }

  private Map<String, Object> section(Shape shape, String name) {
    if (uses.getOrDefault(shape, 0) < 2) {
      return object(shape);
    }
    String known = names.get(shape);
    return Map.of("$ref", "#/$defs/" + (known == null ? define(shape, name) : known));
  }

  private String define(Shape shape, String name) {
    String unused = name;
    for (int i = 2; definitions.containsKey(unused); i++) {
      unused = name + "-" + i;
    }
    names.put(shape, unused);
    definitions.put(unused, Map.of());
    definitions.put(unused, object(shape));
    return unused;
  }

  private static Map<String, Object> orNothing(Map<String, Object> schema) {
    return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
  }

  private Map<String, Object> variant(ValueType.Variant variant) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    variant.common().keys().forEach(key -> properties.put(key.name(), property(key)));
    schema.put("properties", properties);
    schema.put(
        "required",
        variant.common().keys().stream().filter(Key::isRequired).map(Key::name).toList());
    schema.put(
        "allOf",
        variant.variants().entrySet().stream()
            .map(
                each -> {
                  Map<String, Object> rule = new LinkedHashMap<>();
                  rule.put(
                      "if",
                      Map.of(
                          "properties",
                          Map.of(variant.by().name(), Map.of("const", each.getKey()))));
                  rule.put("then", object(each.getValue()));
                  return rule;
                })
            .toList());
    return schema;
  }

  private Map<String, Object> items(ValueType.Items<?> items, String name, boolean mayBeBare) {
    Map<String, Object> item = value(items.item(), name, false);
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("items", item);
    if (items.least() > 0) {
      list.put("minItems", items.least());
    }
    if (items.most() < Integer.MAX_VALUE) {
      list.put("maxItems", items.most());
    }
    if (items.bare()) {
      return Map.of("anyOf", List.of(item, list));
    }
    return mayBeBare && items.least() == 0 ? orNothing(list) : list;
  }
}
