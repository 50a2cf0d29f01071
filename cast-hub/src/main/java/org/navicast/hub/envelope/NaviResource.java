package org.navicast.hub.envelope;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.hub.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What an event of a gateway says of its own life; read only where there is need to know, after a
 * standstill or for a subscriber that does not keep up.
 *
 * @param stream names what a newer event takes the place of: its gateway's session, event, device,
 *     and control, action or tools
 * @param word {@code state} of a button, {@code phase} of an action
 * @param validMillis how long after its capture it may be acted on; 0 is always
 * @param ageMicros its age when the gateway sent it
 */
public record NaviResource(
    String stream, String event, String word, long validMillis, long ageMicros) {

  private static final JsonFactory JSON = Json.factory();

  private static final List<String> EVENTS =
      List.of(NaviButton.NAME, NaviAction.NAME, NaviMotion.NAME, NaviPose.NAME);

  /** The same by their private names at FHIRcast hubs, such as {@code org.navicast.navi_button}. */
  private static final List<String> PRIVATE_ENDINGS =
      EVENTS.stream().map(name -> "." + name.replace('-', '_')).toList();

  /** Which event it is of those that say such things, by whichever name; null where it is none. */
  public static @Nullable String event(Text name) {
    for (int i = 0; i < EVENTS.size(); i++) {
      if (name.is(EVENTS.get(i)) || name.endsWith(PRIVATE_ENDINGS.get(i))) {
        return EVENTS.get(i);
      }
    }
    return null;
  }

  /**
   * @param event as {@link #event} has it
   * @param publisher names the stream of a motion or pose that says nothing of itself
   * @return null where there is nothing to know
   */
  public static @Nullable NaviResource read(String event, String publisher, ByteBuf envelope) {
    Reader reader = new Reader(event);
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), ByteBufUtil.getBytes(envelope))) {
      parser.nextToken();
      reader.envelope(parser);
    } catch (JacksonException e) {
      return null;
    }
    NaviResource found = reader.found;
    return found == null && (event.equals(NaviMotion.NAME) || event.equals(NaviPose.NAME))
        ? new NaviResource(event + '\n' + publisher, event, "", 0, 0)
        : found;
  }

  /** It starts something, or makes it last by a deadline of its own. */
  public boolean hasDeadline() {
    return validMillis > 0
        && switch (event) {
          case NaviButton.NAME -> word.equals("pressed") || word.equals("held");
          case NaviAction.NAME -> word.equals("triggered") || word.equals("started");
          default -> false;
        };
  }

  /** Whether it may be too old after a wait of at most so long on top of its age. */
  public boolean isLate(long waitedNanos) {
    return hasDeadline() && waitedNanos / 1_000 + ageMicros > validMillis * 1_000;
  }

  /** For how long it may still be acted on from when it came to the hub. */
  public long leftNanos() {
    return TimeUnit.MILLISECONDS.toNanos(validMillis) - TimeUnit.MICROSECONDS.toNanos(ageMicros);
  }

  /** A newer one of its stream makes it worthless. */
  public boolean isContinuous() {
    return switch (event) {
      case NaviMotion.NAME, NaviPose.NAME -> true;
      case NaviAction.NAME -> word.equals("updated");
      default -> false;
    };
  }

  /** Whether of several that wait together only the newest is wanted: these, and holds. */
  public boolean isReplaceable() {
    return isContinuous() || (event.equals(NaviButton.NAME) && word.equals("held"));
  }

  /** What it takes the place of, which is of its own kind. */
  public String replaces() {
    return stream + '\n' + word;
  }

  /** Takes what it needs of the first resource that there is. */
  private static final class Reader {
    private final String event;
    private final List<String> names = new ArrayList<>();
    private String word = "";
    private long validMillis;
    private long ageMicros;
    private @Nullable NaviResource found;

    Reader(String event) {
      this.event = event;
    }

    void envelope(JsonParser parser) {
      members(parser, "event", this::event);
    }

    private void event(JsonParser parser) {
      members(parser, "context", this::context);
    }

    private void context(JsonParser parser) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        members(parser, "resource", this::resource);
      }
    }

    /** Reads one member of an object, and passes over the others. */
    private static void members(JsonParser parser, String wanted, Consumer<JsonParser> read) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      for (String key = parser.nextName(); key != null; key = parser.nextName()) {
        parser.nextToken();
        if (key.equals(wanted)) {
          read.accept(parser);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void resource(JsonParser parser) {
      if (found != null || parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      for (String key = parser.nextName(); key != null; key = parser.nextName()) {
        JsonToken value = parser.nextToken();
        switch (key) {
          case "state", "phase" -> word = text(parser, value);
          case "session", "device", "control", "action" -> names.add(key + text(parser, value));
          case "validMillis" -> validMillis = number(parser, value);
          case "ageMicros" -> ageMicros = number(parser, value);
          case "tools" -> tools(parser, value);
          default -> parser.skipChildren();
        }
      }
      names.sort(null);
      found =
          new NaviResource(
              event + '\n' + String.join("\n", names), event, word, validMillis, ageMicros);
    }

    private void tools(JsonParser parser, JsonToken value) {
      if (value != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        members(parser, "name", p -> names.add("tool" + text(p, p.currentToken())));
      }
    }

    private static String text(JsonParser parser, @Nullable JsonToken value) {
      if (value == JsonToken.VALUE_STRING) {
        return parser.getString();
      }
      parser.skipChildren();
      return "";
    }

    private static long number(JsonParser parser, JsonToken value) {
      if (value == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        return Math.max(0, parser.getLongValue());
      }
      parser.skipChildren();
      return 0;
    }
  }
}
