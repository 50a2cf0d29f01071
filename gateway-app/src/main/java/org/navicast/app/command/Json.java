package org.navicast.app.command;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the commands print where JSON was asked for: one object a line. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The object on one line. */
  static String line(JsonNode node) {
    return node.toString();
  }
}
