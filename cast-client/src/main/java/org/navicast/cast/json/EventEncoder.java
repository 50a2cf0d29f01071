package org.navicast.cast.json;

import static org.navicast.cast.json.JsonWriter.ready;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.event.Source;

/**
 * Writes events as Cast envelopes, as {@code docs/events.md} and the schemas beside it describe
 * them.
 *
 * <p>Allocates nothing per event: what is the same in all is kept as bytes. Used on one thread.
 */
public final class EventEncoder {
  /** Decimals of a fraction of full deflection, and of a quaternion's component. */
  private static final int FRACTION_DECIMALS = 6;

  /** Decimals of a millimetre. */
  private static final int MILLIMETRE_DECIMALS = 4;

  private static final byte[] TIMESTAMP = ready("{\"timestamp\":");
  private static final byte[] EVENT_NAME = ready(",\"hub.event\":\"");
  private static final byte[] RESOURCE =
      ready("\",\"context\":[{\"key\":\"navicast\",\"resource\":{");
  private static final byte[] DEVICE = ready(",\"device\":");
  private static final byte[] KIND = ready(",\"kind\":");
  private static final byte[] SEQ = ready(",\"seq\":");
  private static final byte[] CAPTURED_AT = ready(",\"capturedAt\":");
  private static final byte[] AGE = ready(",\"ageMicros\":");
  private static final byte[] END = ready("}}]}}");

  private static final byte[] CONTROL = ready(",\"control\":");
  private static final byte[] STATE = ready(",\"state\":\"");
  private static final byte[] PRESS_ID = ready("\",\"pressId\":");
  private static final byte[] HELD = ready(",\"heldMillis\":");
  private static final byte[] LEASE = ready(",\"leaseMillis\":");
  private static final byte[] VALID = ready(",\"validMillis\":");
  private static final byte[] REASON = ready(",\"reason\":");
  private static final byte[] TRANSLATION = ready(",\"translation\":[");
  private static final byte[] ROTATION = ready("],\"rotation\":[");
  private static final byte[] MERGED = ready(",\"merged\":");
  private static final byte[] FRAME = ready(",\"frame\":");
  private static final byte[] TRACKER_TIME = ready(",\"trackerTime\":");
  private static final byte[] TOOLS = ready(",\"tools\":[");
  private static final byte[] NAME = ready("{\"name\":");
  private static final byte[] ROLE = ready(",\"role\":");
  private static final byte[] STATUS = ready(",\"status\":");
  private static final byte[] POSITION = ready(",\"position\":[");
  private static final byte[] ORIENTATION = ready("],\"orientation\":[");
  private static final byte[] ACTION = ready(",\"action\":");
  private static final byte[] PHASE = ready(",\"phase\":\"");
  private static final byte[] ACTION_ID = ready(",\"actionId\":");
  private static final byte[] VALUE = ready(",\"value\":");
  private static final byte[] PROFILE = ready(",\"profile\":");
  private static final byte[] BINDINGS = ready(",\"bindings\":[");
  private static final byte[] BINDING = ready("{\"device\":");
  private static final byte[] INPUT = ready(",\"input\":");
  private static final byte[] WORDS = ready(",\"words\":");
  private static final byte[] UNDERSTOOD = ready(",\"understood\":true");
  private static final byte[] NOT_UNDERSTOOD = ready(",\"understood\":false");
  private static final byte[] MODE = ready(",\"mode\":");
  private static final byte[] PRODUCT = ready(",\"product\":");
  private static final byte[] SERIAL = ready(",\"serial\":");

  private final JsonWriter json = new JsonWriter();

  /** Apart, since a writer remembers the text of one second and the tracker's may be another. */
  private final JsonWriter trackerTime = new JsonWriter();

  private final Sender sender;
  private final Map<String, byte[]> eventNames = new HashMap<>();
  private final Function<String, byte[]> newEventName;
  private final byte[] envelopeId;
  private final byte[] envelopeSender;
  private final byte[] resourceGateway;
  private final byte[] resourceSession;

  /** For a Cast hub. */
  public EventEncoder(Sender sender) {
    this(sender, new Dialect.Cast());
  }

  /** The same for a hub of that dialect. */
  public EventEncoder(Sender sender, Dialect dialect) {
    this.sender = sender;
    newEventName = name -> ready(dialect.eventName(name));
    envelopeId = ready(",\"id\":\"" + sender.session() + "-");
    envelopeSender =
        ready(
            switch (dialect) {
                  case Dialect.Cast _ ->
                      "\",\"subscriber.name\":"
                          + quoted(sender.subscriberName())
                          + ",\"subscriber.product.name\":"
                          + quoted(sender.product())
                          + ",\"subscriber.actor\":"
                          + quoted(sender.actor());
                  case Dialect.Fhircast _ -> "\"";
                }
                + ",\"event\":{\"hub.topic\":");
    resourceGateway = ready("\"gateway\":" + quoted(sender.gateway()));
    resourceSession = ready(",\"session\":\"" + sender.session() + "\"");
  }

  /** Who the envelopes come from. */
  public Sender sender() {
    return sender;
  }

  /**
   * Appends one envelope.
   *
   * @param seq counts up by one a session over all events handed to a socket
   * @param nowNanos the monotonic clock now
   * @param epochMicros the wall clock now, microseconds since 1970 UTC: with {@code nowNanos} it
   *     turns the event's capture into {@code capturedAt}, right even after the wall clock was set
   */
  public void encode(
      NaviEvent event, String topic, long seq, long nowNanos, long epochMicros, ByteBuf out) {
    long ageMicros = Math.max(0, (nowNanos - event.capturedNanos()) / 1_000);
    out.writeBytes(TIMESTAMP);
    json.timestamp(out, epochMicros);
    out.writeBytes(envelopeId);
    json.number(out, seq);
    out.writeBytes(envelopeSender);
    json.string(out, topic);
    out.writeBytes(EVENT_NAME);
    out.writeBytes(eventNames.computeIfAbsent(event.name(), newEventName));
    out.writeBytes(RESOURCE).writeBytes(resourceGateway);
    source(event.source(), out);
    out.writeBytes(resourceSession).writeBytes(SEQ);
    json.number(out, seq);
    out.writeBytes(CAPTURED_AT);
    json.timestamp(out, epochMicros - ageMicros);
    out.writeBytes(AGE);
    json.number(out, ageMicros);
    switch (event) {
      case NaviButton button -> button(button, out);
      case NaviMotion motion -> motion(motion, out);
      case NaviPose pose -> pose(pose, out);
      case NaviAction action -> action(action, out);
      case NaviDevice device -> device(device, out);
      case NaviProfile profile -> profile(profile, out);
    }
    out.writeBytes(END);
  }

  private void source(Source source, ByteBuf out) {
    optional(DEVICE, source.device(), out);
    optional(KIND, source.kind(), out);
  }

  private void button(NaviButton button, ByteBuf out) {
    out.writeBytes(CONTROL);
    json.string(out, button.control());
    out.writeBytes(STATE);
    ascii(out, button.state().label());
    out.writeBytes(PRESS_ID);
    json.number(out, button.pressId());
    out.writeBytes(HELD);
    json.number(out, button.heldMillis());
    out.writeBytes(LEASE);
    json.number(out, button.leaseMillis());
    out.writeBytes(VALID);
    json.number(out, button.validMillis());
    optional(REASON, button.reason().label(), out);
  }

  private void motion(NaviMotion motion, ByteBuf out) {
    out.writeBytes(TRANSLATION);
    triple(
        motion.translationX(),
        motion.translationY(),
        motion.translationZ(),
        FRACTION_DECIMALS,
        out);
    out.writeBytes(ROTATION);
    triple(motion.rotationX(), motion.rotationY(), motion.rotationZ(), FRACTION_DECIMALS, out);
    out.writeByte(']').writeBytes(LEASE);
    json.number(out, motion.leaseMillis());
    out.writeBytes(MERGED);
    json.number(out, motion.merged());
  }

  private void pose(NaviPose pose, ByteBuf out) {
    out.writeBytes(FRAME);
    json.string(out, pose.frame());
    if (pose.trackerEpochMicros() != NaviPose.NO_TRACKER_TIME) {
      out.writeBytes(TRACKER_TIME);
      trackerTime.timestamp(out, pose.trackerEpochMicros());
    }
    out.writeBytes(TOOLS);
    List<NaviPose.Tool> tools = pose.tools();
    for (int i = 0; i < tools.size(); i++) {
      if (i > 0) {
        out.writeByte(',');
      }
      tool(tools.get(i), out);
    }
    out.writeByte(']');
  }

  private void tool(NaviPose.Tool tool, ByteBuf out) {
    out.writeBytes(NAME);
    json.string(out, tool.name());
    optional(ROLE, tool.role(), out);
    out.writeBytes(STATUS);
    boolean isOk = tool.status().equals(NaviPose.Tool.OK);
    boolean isPlace = isOk && isPlace(tool);
    json.string(out, isOk && !isPlace ? NaviPose.Tool.INVALID : tool.status());
    if (isPlace) {
      out.writeBytes(POSITION);
      triple(tool.x(), tool.y(), tool.z(), MILLIMETRE_DECIMALS, out);
      out.writeBytes(ORIENTATION);
      triple(tool.qx(), tool.qy(), tool.qz(), FRACTION_DECIMALS, out);
      out.writeByte(',');
      json.decimal(out, tool.qw(), FRACTION_DECIMALS);
      out.writeByte(']');
    }
    out.writeByte('}');
  }

  /** What cannot be told in numbers is no place, whoever let it pass. */
  private static boolean isPlace(NaviPose.Tool tool) {
    return JsonWriter.canSay(tool.x(), MILLIMETRE_DECIMALS)
        && JsonWriter.canSay(tool.y(), MILLIMETRE_DECIMALS)
        && JsonWriter.canSay(tool.z(), MILLIMETRE_DECIMALS)
        && JsonWriter.canSay(tool.qx(), FRACTION_DECIMALS)
        && JsonWriter.canSay(tool.qy(), FRACTION_DECIMALS)
        && JsonWriter.canSay(tool.qz(), FRACTION_DECIMALS)
        && JsonWriter.canSay(tool.qw(), FRACTION_DECIMALS);
  }

  private void action(NaviAction action, ByteBuf out) {
    out.writeBytes(ACTION);
    json.string(out, action.action());
    out.writeBytes(PHASE);
    ascii(out, action.phase().label());
    out.writeByte('"');
    if (action.lasts()) {
      out.writeBytes(ACTION_ID);
      json.number(out, action.actionId());
    }
    value(action.value(), out);
    if (action.leaseMillis() > 0) {
      out.writeBytes(LEASE);
      json.number(out, action.leaseMillis());
    }
    out.writeBytes(VALID);
    json.number(out, action.validMillis());
    optional(REASON, action.reason().label(), out);
    optional(MODE, action.mode(), out);
    optional(PROFILE, action.profile(), out);
  }

  /** One number as itself, several as an array. */
  private void value(ActionValue value, ByteBuf out) {
    int size = value.size();
    if (size == 0) {
      return;
    }
    out.writeBytes(VALUE);
    if (size > 1) {
      out.writeByte('[');
    }
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        out.writeByte(',');
      }
      json.decimal(out, value.at(i), FRACTION_DECIMALS);
    }
    if (size > 1) {
      out.writeByte(']');
    }
  }

  private void device(NaviDevice device, ByteBuf out) {
    out.writeBytes(STATE);
    ascii(out, device.state().label());
    out.writeByte('"');
    optional(REASON, device.reason(), out);
    optional(PRODUCT, device.product(), out);
    optional(SERIAL, device.serial(), out);
    out.writeBytes(VALID).writeByte('0');
  }

  private void profile(NaviProfile profile, ByteBuf out) {
    out.writeBytes(PROFILE);
    json.string(out, profile.profile());
    optional(MODE, profile.mode(), out);
    optional(REASON, profile.reason(), out);
    out.writeBytes(VALID).writeByte('0').writeBytes(BINDINGS);
    List<NaviProfile.Binding> bindings = profile.bindings();
    for (int i = 0; i < bindings.size(); i++) {
      if (i > 0) {
        out.writeByte(',');
      }
      binding(bindings.get(i), out);
    }
    out.writeByte(']');
  }

  private void binding(NaviProfile.Binding binding, ByteBuf out) {
    out.writeBytes(BINDING);
    json.string(out, binding.device());
    out.writeBytes(INPUT);
    json.string(out, binding.input());
    out.writeBytes(ACTION);
    json.string(out, binding.action());
    out.writeBytes(WORDS);
    json.string(out, binding.words());
    switch (binding.understood()) {
      case YES -> out.writeBytes(UNDERSTOOD);
      case NO -> out.writeBytes(NOT_UNDERSTOOD);
      case UNKNOWN -> {
        // absent: nobody has said so
      }
    }
    out.writeByte('}');
  }

  private void triple(double x, double y, double z, int decimals, ByteBuf out) {
    json.decimal(out, x, decimals);
    out.writeByte(',');
    json.decimal(out, y, decimals);
    out.writeByte(',');
    json.decimal(out, z, decimals);
  }

  private void optional(byte[] name, String text, ByteBuf out) {
    if (!text.isEmpty()) {
      out.writeBytes(name);
      json.string(out, text);
    }
  }

  private static void ascii(ByteBuf out, String word) {
    for (int i = 0; i < word.length(); i++) {
      out.writeByte(word.charAt(i));
    }
  }

  private String quoted(String text) {
    ByteBuf buffer = Unpooled.buffer();
    json.string(buffer, text);
    return buffer.toString(StandardCharsets.UTF_8);
  }
}
