package org.navicast.hub.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON for everything but the publish path: small trees, rarely made. */
public final class Json {
  /**
   * Deeper than any envelope; a recursive parser of a subscriber must survive what is handed on.
   */
  private static final int MAX_DEPTH = 100;

  private static final JsonMapper MAPPER = JsonMapper.builder(factory()).build();

  private Json() {}

  /** Takes strict JSON in UTF-8 only, whatever the first bytes look like. */
  public static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(1_000).build())
        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
        .recyclerPool(JsonRecyclerPools.threadLocalPool())
        .build();
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  public static ObjectNode readObject(ByteBuf body) throws Refusal {
    if (read(ByteBufUtil.getBytes(body)) instanceof ObjectNode object) {
      return object;
    }
    throw new Refusal(HttpResponseStatus.BAD_REQUEST, "JSON body must be an object");
  }

  public static JsonNode read(byte[] body) throws Refusal {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new Refusal(HttpResponseStatus.BAD_REQUEST, "Invalid JSON body");
    }
  }

  /** The text of a field, or an empty one where it is absent or no string. */
  public static String text(JsonNode parent, String key) {
    return parent.path(key).asString("").trim();
  }

  /** Copies a value under another name; what is absent becomes null. */
  public static void copy(JsonNode source, String key, ObjectNode target, String as) {
    JsonNode value = source.get(key);
    target.set(as, value == null ? JsonNodeFactory.instance.nullNode() : value);
  }

  /** ISO 8601, UTC, microseconds. */
  public static String timestamp(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }
}
