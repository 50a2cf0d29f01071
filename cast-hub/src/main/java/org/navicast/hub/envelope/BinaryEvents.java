package org.navicast.hub.envelope;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events that files go with, by the names that the reference hub has for them. As JSON they
 * carry no bytes, and what only a hub can say of files it has taken is nobody else's to say.
 */
public final class BinaryEvents {
  private static final List<String> FAMILIES =
      List.of("dicom", "nifti", "jpg", "png", "nrrd", "imagingstudy", "scene");

  private static final List<String> TRANSPORT =
      List.of("data", "binaryTransfer", "payloadId", "payloadIds", "chunkByteLengths", "expiresAt");

  private BinaryEvents() {}

  /** Whether files may go with that event. */
  public static boolean has(CharSequence event) {
    int end = 0;
    while (end < event.length() && event.charAt(end) != '-' && event.charAt(end) != '_') {
      end++;
    }
    return end <= "imagingstudy".length()
        && FAMILIES.contains(event.subSequence(0, end).toString().toLowerCase(Locale.ROOT));
  }

  /**
   * The envelope as it may be handed on: the same bytes where nothing of it is to be left out.
   *
   * @throws EnvelopeException where it carries a file's bytes
   */
  public static ByteBuf withoutTransport(CharSequence event, ByteBuf json)
      throws EnvelopeException {
    if (!has(event)) {
      return json;
    }
    try {
      ObjectNode envelope = Json.readObject(json);
      return strip(envelope) ? Unpooled.wrappedBuffer(Json.bytes(envelope)) : json;
    } catch (Refusal e) {
      throw new EnvelopeException(String.valueOf(e.getMessage()), 0);
    }
  }

  private static boolean strip(ObjectNode envelope) throws Refusal {
    JsonNode context = envelope.path("event").path("context");
    boolean changed = false;
    for (JsonNode file : context.path("files")) {
      if (hasData(file)) {
        throw new Refusal(
            HttpResponseStatus.BAD_REQUEST,
            "The bytes of files go by multipart/related: JSON, then a part for each of"
                + " context.files[]");
      }
      changed |= strip(file);
    }
    changed |= strip(context.path("resource"));
    if (context.isArray()) {
      for (JsonNode entry : context) {
        changed |= strip(entry.path("resource"));
      }
    }
    return changed;
  }

  private static boolean hasData(JsonNode file) {
    JsonNode data = file.path("data");
    return !data.isMissingNode() && !data.isNull() && !data.asString("x").isBlank();
  }

  /** Of one file, or of a resource. */
  public static boolean strip(JsonNode file) {
    if (!(file instanceof ObjectNode object)) {
      return false;
    }
    int before = object.size();
    object.remove(TRANSPORT);
    return object.size() != before;
  }
}
