package org.navicast.cast.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas, their examples, the pages that quote them, and the code agree. */
class SchemaExamplesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path SCHEMAS = DOCS.resolve("schema");
  private static final Path EXAMPLES = SCHEMAS.resolve("examples");
  private static final Pattern QUOTED_JSON = Pattern.compile("(?s)```json\\n(.*?)```");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  static final List<String> EVENTS =
      List.of(
          NaviButton.NAME,
          NaviMotion.NAME,
          NaviPose.NAME,
          NaviAction.NAME,
          NaviDevice.NAME,
          NaviProfile.NAME);

  /** What ends an action and never a press. */
  private static final Set<CancelReason> OF_ACTIONS =
      Set.of(CancelReason.MODE_CHANGED, CancelReason.PROFILE_CHANGED, CancelReason.VIEWER_PAUSED);

  @ParameterizedTest
  @MethodSource("schemas")
  void schemaIsWellFormedAndKnowsItsAddress(Path file) throws IOException {
    Schema metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    String text = Files.readString(file);
    assertEquals(List.of(), metaSchema.validate(text, InputFormat.JSON));
    assertEquals(
        "https://navicast.org/schema/" + file.getFileName(),
        MAPPER.readTree(text).path("$id").asString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsValid(Path file) throws IOException {
    EventSchemas.assertValid(Files.readString(file));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidExamples")
  void invalidExampleIsRefused(String why, JsonNode envelope) {
    assertFalse(EventSchemas.errors(envelope).isEmpty(), why);
  }

  @Test
  void failureNamesThePlaceAndQuotesTheEnvelope() throws IOException {
    String typo =
        Files.readString(EXAMPLES.resolve("navi-button-pressed.json"))
            .replace("leaseMillis", "leaseMilis");
    String message =
        assertThrows(AssertionError.class, () -> EventSchemas.assertValid(typo)).toString();
    assertTrue(message.contains("leaseMilis"), message);
    assertTrue(message.contains("/event/context/0/resource"), message);
    assertTrue(message.endsWith(typo), message);
  }

  @Test
  void hubMayAddToTheEnvelope() throws IOException {
    ObjectNode envelope =
        (ObjectNode)
            MAPPER.readTree(Files.readString(EXAMPLES.resolve("navi-button-pressed.json")));
    envelope.put("host", "127.0.0.1:2018").put("target.subscriber.name", "VIEWER-1");
    assertDoesNotThrow(() -> EventSchemas.assertValid(envelope.toString()));
  }

  @ParameterizedTest
  @FieldSource("EVENTS")
  void everyEventHasAnExample(String event) throws IOException {
    assertTrue(examples().anyMatch(file -> file.getFileName().toString().startsWith(event)));
  }

  @Test
  void pagesQuoteExamplesAsTheyAre() throws IOException {
    List<JsonNode> examples = examples().map(SchemaExamplesTest::read).toList();
    Matcher quoted = QUOTED_JSON.matcher(Files.readString(DOCS.resolve("events.md")));
    List<JsonNode> quotes = quoted.results().map(r -> MAPPER.readTree(r.group(1))).toList();
    assertFalse(quotes.isEmpty());
    for (JsonNode quote : quotes) {
      assertTrue(examples.contains(quote), () -> "not one of the examples: " + quote);
    }
    for (String event : EVENTS) {
      assertTrue(
          quotes.stream().anyMatch(q -> q.at("/event/hub.event").asString().equals(event)), event);
    }
  }

  @Test
  void wordsAreThoseOfTheCode() {
    assertEquals(EVENTS.size(), NaviEvent.class.getPermittedSubclasses().length);
    assertWords(EVENTS.stream(), "envelope", "/properties/event/properties/hub.event");
    assertWords(
        Arrays.stream(NaviButton.State.values()).map(NaviButton.State::label),
        "navi-button",
        "/properties/state");
    assertWords(
        reasons().filter(reason -> !OF_ACTIONS.contains(reason)).map(CancelReason::label),
        "navi-button",
        "/properties/reason");
    assertWords(reasons().map(CancelReason::label), "navi-action", "/properties/reason");
    assertWords(
        Arrays.stream(NaviAction.Phase.values()).map(NaviAction.Phase::label),
        "navi-action",
        "/properties/phase");
    assertWords(
        Arrays.stream(NaviDevice.State.values()).map(NaviDevice.State::label),
        "navi-device",
        "/properties/state");
    assertWords(
        Stream.of(NaviPose.Tool.OK, NaviPose.Tool.MISSING, NaviPose.Tool.INVALID),
        "navi-pose",
        "/$defs/tool/properties/status");
  }

  private static Stream<CancelReason> reasons() {
    return Arrays.stream(CancelReason.values()).filter(reason -> reason != CancelReason.NONE);
  }

  private static void assertWords(Stream<String> code, String schema, String path) {
    JsonNode words = EventSchemas.named(schema).getSchemaNode().at(path + "/enum");
    assertEquals(
        code.collect(Collectors.toSet()),
        words.valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
  }

  static Stream<Path> schemas() throws IOException {
    return files(SCHEMAS, "*.schema.json");
  }

  static Stream<Path> examples() throws IOException {
    return files(EXAMPLES, "*.json");
  }

  /** Each a valid example with one field set, or removed where no value is given. */
  static Stream<Arguments> invalidExamples() {
    return read(SCHEMAS.resolve("invalid-examples.json"))
        .valueStream()
        .map(
            invalid ->
                Arguments.of(
                    invalid.path("why").asString()
                        + " ("
                        + invalid.path("example").asString()
                        + ")",
                    spoilt(invalid)));
  }

  private static JsonNode spoilt(JsonNode invalid) {
    JsonNode envelope = read(EXAMPLES.resolve(invalid.path("example").asString()));
    JsonPointer path = JsonPointer.compile(invalid.path("path").asString());
    ObjectNode parent = (ObjectNode) envelope.at(path.head());
    String field = path.last().getMatchingProperty();
    if (invalid.has("value")) {
      parent.set(field, invalid.get("value"));
    } else {
      assertTrue(parent.has(field), () -> "nothing to remove: " + invalid);
      parent.remove(field);
    }
    return envelope;
  }

  private static Stream<Path> files(Path folder, String glob) throws IOException {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      return StreamSupport.stream(files.spliterator(), false).sorted().toList().stream();
    }
  }

  private static JsonNode read(Path file) {
    return MAPPER.readTree(file.toFile());
  }
}
