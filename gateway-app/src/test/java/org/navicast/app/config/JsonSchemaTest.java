package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.runtime.Drivers;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told and what the gateway reads is the same. */
final class JsonSchemaTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Path ROOT = Path.of("..");

  @Test
  void thePublishedOnesAreThoseOfTheProgram() throws IOException {
    assertPublished("configuration", JsonSchema.ofConfiguration(Drivers.load()));
    assertPublished("profile", JsonSchema.ofProfile());
  }

  private static void assertPublished(String name, Map<String, Object> schema) throws IOException {
    Path file = ROOT.resolve("docs/schema/" + name + ".schema.json");
    assertEquals(
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema),
        Files.readString(file).stripTrailing(),
        () -> "run: ./navicast schema " + name + " > " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config/example.yaml", "config/pedals.yaml", "config/demo.yaml"})
  void aConfigurationThatComesAlongIsValidAndNamesItsSchema(String file) throws Exception {
    assertValid(JsonSchema.ofConfiguration(Drivers.load()), file, "configuration");
  }

  static List<String> profiles() {
    return ProfileFile.SHIPPED.stream().map(name -> "profiles/" + name + ".yaml").toList();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void aProfileThatComesAlongIsValidAndNamesItsSchema(String file) throws Exception {
    assertValid(JsonSchema.ofProfile(), file, "profile");
  }

  private static void assertValid(Map<String, Object> schema, String file, String name)
      throws Exception {
    Path path = ROOT.resolve(file);
    assertEquals(List.of(), errors(schema, ConfigFile.read(path).root()));
    assertEquals(
        "# yaml-language-server: $schema=../docs/schema/" + name + ".schema.json",
        Files.readAllLines(path).getFirst());
  }

  static Stream<Key<?>> keys() {
    Set<Shape> seen = new HashSet<>();
    List<Key<?>> keys = new ArrayList<>();
    gather(new ConfigReader(Drivers.load()).shape(), seen, keys);
    gather(ProfileReader.SHAPE, seen, keys);
    return keys.stream().distinct();
  }

  private static void gather(Shape shape, Set<Shape> seen, List<Key<?>> keys) {
    if (seen.add(shape)) {
      keys.addAll(shape.keys());
      shape.keys().forEach(key -> gather(key.type(), seen, keys));
      shape.named().forEach(named -> gather(named.type(), seen, keys));
    }
  }

  private static void gather(ValueType<?> type, Set<Shape> seen, List<Key<?>> keys) {
    switch (type) {
      case ValueType.Section(Shape shape) -> gather(shape, seen, keys);
      case ValueType.Brief(Shape shape, Key<String> _) -> gather(shape, seen, keys);
      case ValueType.Variant variant ->
          variant.variants().values().forEach(shape -> gather(shape, seen, keys));
      case ValueType.Items<?> items -> gather(items.item(), seen, keys);
      default -> {}
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyTakesWhatItsSchemaTakes(Key<?> key) {
    Shape shape = Shape.of(key);
    Map<String, Object> schema = JsonSchema.of("test", "A key alone", shape);
    for (Object value : candidates(key.type())) {
      Map<String, Object> section = Map.of(key.name(), value);
      List<SettingsException> refusals = new ArrayList<>();
      shape.check("", section, refusals::add);
      List<String> errors = errors(schema, section);
      if (refusals.isEmpty()) {
        assertEquals(List.of(), errors, () -> key + ": " + value + " is good");
      } else if (!isText(key.type())) { // what only a parser finds is left to navicast check
        assertFalse(errors.isEmpty(), () -> key + ": " + value + " is bad: " + refusals);
      }
    }
  }

  private static boolean isText(ValueType<?> type) {
    return switch (type) {
      case ValueType.Text<?> _ -> true;
      case ValueType.Items<?> items -> isText(items.item());
      default -> false;
    };
  }

  private static List<Object> candidates(ValueType<?> type) {
    List<Object> values =
        new ArrayList<>(List.of(0L, 1L, -1L, 2L, 0.5, -0.25, true, false, "", "x", "none", "up"));
    switch (type) {
      case ValueType.Whole(int min, int max, boolean _) ->
          values.addAll(List.of((long) min, (long) max, min - 1L, max + 1L));
      case ValueType.Decimal(double min, double max) ->
          values.addAll(List.of(min, max, min - 0.125, max + 0.125));
      case ValueType.Choice<?> choice -> values.addAll(choice.words().keySet());
      case ValueType.Word word -> {
        values.addAll(word.words());
        values.add("site.x");
      }
      default -> {}
    }
    List<Object> all = new ArrayList<>(values);
    values.forEach(value -> all.add(List.of(value)));
    all.add(List.of());
    all.add(Map.of());
    all.add(Map.of("no-such-key", 1L));
    all.add(List.of(Map.of("no-such-key", 1L)));
    return all;
  }

  private static List<String> errors(Map<String, Object> schema, Map<String, Object> document) {
    Map<String, Object> anonymous = new LinkedHashMap<>(schema);
    anonymous.remove("$id");
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(MAPPER.writeValueAsString(anonymous));
    return compiled.validate(MAPPER.writeValueAsString(document), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
