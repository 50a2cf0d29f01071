package org.navicast.hub.envelope;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.navicast.hub.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The {@code id} of an event, read only where somebody is to answer it by that. */
public final class EventId {
  private static final int MAX_LENGTH = 256;
  private static final JsonFactory JSON = Json.factory();

  private EventId() {}

  /** Empty where there is none, or none of a reasonable length. */
  public static String of(ByteBuf envelope) {
    String id = "";
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), ByteBufUtil.getBytes(envelope))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      for (String key = parser.nextName(); key != null; key = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (!key.equals("id")) {
          parser.skipChildren();
        } else if (value == JsonToken.VALUE_STRING && parser.getStringLength() <= MAX_LENGTH) {
          id = parser.getString();
        } else {
          id = "";
          parser.skipChildren();
        }
      }
      return id;
    } catch (JacksonException e) {
      return "";
    }
  }
}
