package org.navicast.app.command;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the commands print where JSON was asked for: one object a line. */
final class Json {
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The object on one line, of ASCII alone: what is in it is foreign, and a terminal may show it.
   */
  static String line(JsonNode node) {
    return ASCII.writeValueAsString(node);
  }

  /** On many lines, for people to read and to compare. */
  static String pretty(Object value) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }
}
