package org.navicast.app.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.TimeSource;
import org.navicast.gateway.engine.action.Gestured;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.InputEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened, each as one line of JSON: {@code is} says what it is, {@code nanos} when it was by
 * the monotonic clock, {@code at} by the wall clock in microseconds since 1970. Events are in it as
 * a hub would be told them, but for the topic, which nobody needs here.
 */
final class HappeningLines {
  private static final String NO_TOPIC = "";

  private final JsonMapper json = JsonMapper.shared();
  private final EventEncoder encoder;
  private final TimeSource time;

  HappeningLines(String gateway, TimeSource time) {
    this.encoder = new EventEncoder(new Sender(gateway, "", "", "", ""));
    this.time = time;
  }

  String of(Happening happening) {
    return switch (happening) {
      case Happening.Said said ->
          line("said", said.nanos())
              .put("device", said.device())
              .put("bytes", HexFormat.of().formatHex(said.bytes()))
              .toString();
      case Happening.Decoded(long nanos, InputEvent input) -> decoded(nanos, input);
      case Happening.Made(long nanos, NaviEvent event) -> made(nanos, event);
      case Happening.Meant(long nanos, Gestured gesture) ->
          line("meant", nanos)
              .put("input", gesture.input())
              .put("gesture", gesture.gesture())
              .put("action", gesture.action())
              .put("obstacle", gesture.obstacle())
              .toString();
      case Happening.Became became ->
          about(line("became", became.nanos()), became.event())
              .put("fate", became.fate().label())
              .toString();
      case Happening.Confirmed confirmed ->
          line("confirmed", confirmed.nanos()).put("until", confirmed.untilNanos()).toString();
      case Happening.Answered answered ->
          about(line("answered", answered.nanos()), answered.event())
              .put("status", answered.status())
              .toString();
      case Happening.Linked linked ->
          line("link", linked.nanos())
              .put("state", linked.state())
              .put("reason", linked.reason())
              .toString();
    };
  }

  /** What is true now, as a status request would be answered. */
  String status(List<StatusItem> items) {
    ObjectNode line = line("status", time.nanos());
    ObjectNode all = line.putObject("items");
    for (StatusItem item : items) {
      switch (item) {
        case StatusItem.Words(String key, String value) -> all.put(key, value);
        case StatusItem.Figure(String key, long value) -> all.put(key, value);
      }
    }
    return line.toString();
  }

  /** Something was lost on its way to here. */
  String lost(long lines) {
    return line("lost", time.nanos()).put("lines", lines).toString();
  }

  private String decoded(long nanos, InputEvent input) {
    ObjectNode line =
        line("decoded", nanos)
            .put("device", input.device())
            .put("capturedNanos", input.capturedNanos());
    if (input instanceof Button button) {
      line.put("control", button.control()).put("pressed", button.pressed());
    }
    return line.toString();
  }

  private String made(long nanos, NaviEvent event) {
    ByteBuf buffer = Unpooled.buffer(512);
    encoder.encode(event, NO_TOPIC, 0, nanos, epochMicros(nanos), buffer);
    ObjectNode line = line("made", nanos).put("capturedNanos", event.capturedNanos());
    ArrayNode presses = line.putArray("presses");
    switch (event) {
      case NaviButton button -> {
        presses.add(button.pressId());
        line.put("silent", button.isSilent());
      }
      case NaviAction action -> action.madeOf().forEach(presses::add);
      default -> {}
    }
    line.set("envelope", json.readTree(buffer.toString(StandardCharsets.UTF_8)));
    return line.toString();
  }

  private static ObjectNode about(ObjectNode line, NaviEvent event) {
    line.put("event", event.name()).put("device", event.source().device());
    line.put("capturedNanos", event.capturedNanos());
    ArrayNode presses = line.putArray("presses");
    switch (event) {
      case NaviButton button -> {
        presses.add(button.pressId());
        line.put("what", button.control() + " " + button.state().label());
      }
      case NaviAction action -> {
        action.madeOf().forEach(presses::add);
        line.put("what", action.action() + " " + action.phase().name().toLowerCase(Locale.ROOT));
      }
      default -> {}
    }
    return line;
  }

  private ObjectNode line(String is, long nanos) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("is", is)
        .put("nanos", nanos)
        .put("at", epochMicros(nanos));
  }

  private long epochMicros(long nanos) {
    return time.micros() - (time.nanos() - nanos) / 1_000;
  }
}
