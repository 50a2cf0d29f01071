package org.navicast.cast.json;

import static org.junit.jupiter.api.Assertions.fail;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published JSON Schemas, for any test that sees what a gateway sends.
 *
 * <p>They are read from the class path, where the build copies {@code docs/schema} to; no network
 * is asked.
 */
public final class EventSchemas {
  private static final String PUBLISHED = "https://navicast.org/schema/";
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaIdResolvers(ids -> ids.mapPrefix(PUBLISHED, "classpath:schema/")));
  private static final Schema ENVELOPE = named("envelope");
  private static final Schema VIEWER = named("navi-viewer");
  private static final Schema STATUS_RESPONSE = named("status-response");

  private EventSchemas() {}

  /**
   * Fails with every error and the text itself unless it is the envelope of an event or of a status
   * response, as the gateway sends it or as a hub hands it on, or of what a viewer says of itself.
   */
  public static void assertValid(String envelopeJson) {
    List<Error> errors = errors(MAPPER.readTree(envelopeJson));
    if (!errors.isEmpty()) {
      fail(
          errors.stream()
              .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
              .collect(Collectors.joining("\n", "", "\nin " + envelopeJson)));
    }
  }

  /** What is wrong with an envelope; empty where nothing is. */
  static List<Error> errors(JsonNode envelope) {
    Schema schema =
        switch (envelope.path("event").path("hub.event").asString("")) {
          case "status-response" -> STATUS_RESPONSE;
          case "navi-viewer" -> VIEWER;
          default -> ENVELOPE;
        };
    return schema.validate(envelope);
  }

  /** The schema published as {@code <name>.schema.json}. */
  static Schema named(String name) {
    return REGISTRY.getSchema(SchemaLocation.of(PUBLISHED + name + ".schema.json"));
  }
}
