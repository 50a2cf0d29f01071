package org.navicast.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP answer, as a step of a case describes it.
 *
 * @param bytes as they go over the wire
 * @param pieceBytes how many of them at a time
 * @param keepAlive whether the connection goes on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(byte[] bytes, int pieceBytes, boolean keepAlive) {
  private static final int CHUNK = 7;

  /** Reads the step {@code reply}. */
  static Reply of(JsonNode step) {
    byte[] body = body(step).getBytes(StandardCharsets.UTF_8);
    boolean close = step.path("close").asBoolean(false);
    boolean chunked = step.path("chunked").asBoolean(false);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", step.has("json") ? "application/json" : "text/plain");
    headers.put(
        chunked ? "Transfer-Encoding" : "Content-Length",
        chunked ? "chunked" : Integer.toString(body.length));
    if (close) {
      headers.put("Connection", "close");
    }
    step.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder("HTTP/1.1 " + step.path("status").asInt(200) + " -\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.writeBytes((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    if (chunked) {
      chunks(out, body);
    } else {
      out.writeBytes(body);
    }
    byte[] bytes = out.toByteArray();
    return new Reply(bytes, step.path("pieces").asInt(bytes.length), !close);
  }

  private static String body(JsonNode step) {
    if (step.has("characters")) {
      return "x".repeat(step.path("characters").asInt());
    }
    return step.has("json") ? step.path("json").toString() : step.path("text").asString("");
  }

  private static void chunks(ByteArrayOutputStream out, byte[] body) {
    for (int at = 0; at < body.length; at += CHUNK) {
      int length = Math.min(CHUNK, body.length - at);
      out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, at, length);
      out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
