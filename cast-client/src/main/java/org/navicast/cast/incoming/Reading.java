package org.navicast.cast.incoming;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads of what others have said the fields that are wanted, by stream. The rest goes by and costs
 * no memory: anybody on a topic can write into a message whatever he likes.
 */
public final class Reading {
  /** Reads everything, for those who show it. */
  public static final Reading WHOLE = new Reading(null);

  /** More fields and entries than anything that is wanted has. */
  static final int MAX_NODES = 8_192;

  static final int MAX_DEPTH = 32;

  /** In characters; of a text that is longer only the beginning is read. */
  static final int MAX_TEXT = 4_096;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final @Nullable Set<String> fields;

  private Reading(@Nullable Set<String> fields) {
    this.fields = fields;
  }

  /** Reads the fields of these names, wherever they are, as long as all around them are wanted. */
  public static Reading of(Collection<String> fields) {
    return new Reading(Set.copyOf(fields));
  }

  /** Reads these fields too. */
  public Reading and(Collection<String> more) {
    if (fields == null) {
      return this;
    }
    Set<String> all = new HashSet<>(fields);
    all.addAll(more);
    return new Reading(Set.copyOf(all));
  }

  /** What is wanted of a JSON text; a missing node where it is none, or no reasonable one. */
  public JsonNode read(String json) {
    if (fields == null) {
      return HubMessages.reply(json);
    }
    try (JsonParser parser = HubMessages.MAPPER.createParser(json)) {
      parser.nextToken();
      JsonNode read = new Pass(parser, fields).value(0);
      return parser.nextToken() == null ? read : MissingNode.getInstance();
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** One text, from its beginning to its end. */
  private static final class Pass {
    private final JsonParser parser;
    private final Set<String> fields;
    private int nodes;

    Pass(JsonParser parser, Set<String> fields) {
      this.parser = parser;
      this.fields = fields;
    }

    /** The value that begins with the current token, which is its last one afterwards. */
    JsonNode value(int depth) {
      @Nullable JsonToken token = parser.currentToken();
      if (++nodes > MAX_NODES || depth > MAX_DEPTH || token == null) {
        parser.skipChildren();
        return MissingNode.getInstance();
      }
      return switch (token) {
        case START_OBJECT -> object(depth);
        case START_ARRAY -> array(depth);
        case VALUE_STRING -> NODES.stringNode(text());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
        case VALUE_TRUE -> NODES.booleanNode(true);
        case VALUE_FALSE -> NODES.booleanNode(false);
        case VALUE_NULL -> NODES.nullNode();
        default -> MissingNode.getInstance();
      };
    }

    private JsonNode object(int depth) {
      ObjectNode object = NODES.objectNode();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (fields.contains(name)) {
          put(object, name, value(depth + 1));
        } else {
          parser.skipChildren();
        }
      }
      return object;
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
      if (!value.isMissingNode()) {
        object.set(name, value);
      }
    }

    private JsonNode array(int depth) {
      ArrayNode array = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode value = value(depth + 1);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }

    private String text() {
      int length = parser.getStringLength();
      return length <= MAX_TEXT
          ? parser.getString()
          : new String(parser.getStringCharacters(), parser.getStringOffset(), MAX_TEXT);
    }

    /** As far as it is a number of a machine; nothing that is wanted is longer. */
    private JsonNode number() {
      return switch (parser.getNumberType()) {
        case INT, LONG -> NODES.numberNode(parser.getLongValue());
        case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getDoubleValue());
      };
    }
  }
}
