package org.navicast.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as it came.
 *
 * @param target path and query
 * @param headers by their names in small letters
 */
record HttpRequest(String method, String target, Map<String, String> headers, String body) {
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 1 << 20;

  /** The next request of a connection, or null at its end. */
  static @Nullable HttpRequest read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3 || !words[2].equals("HTTP/1.1")) {
      throw new ProtocolException("not a request of HTTP/1.1: " + first);
    }
    Map<String, String> headers = headers(in);
    return new HttpRequest(words[0], words[1], headers, body(in, headers));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    while (true) {
      String line = line(in);
      if (line == null || headers.size() > MAX_HEADERS) {
        throw new ProtocolException("the headers have no end");
      }
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("a header without a name: " + line);
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      int size;
      do {
        size = Integer.parseInt(String.valueOf(line(in)).split(";", -1)[0].strip(), 16);
        append(body, in, size);
        line(in);
      } while (size > 0);
    } else {
      append(body, in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static void append(ByteArrayOutputStream body, InputStream in, int count)
      throws IOException {
    if (count < 0 || body.size() + count > MAX_BODY) {
      throw new ProtocolException("a body of an impossible length");
    }
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the body was cut off");
    }
    body.writeBytes(bytes);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int last = -1;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n' && last == '\r') {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.substring(0, text.length() - 1);
      }
      line.write(b);
      last = b;
      if (line.size() > MAX_LINE) {
        throw new ProtocolException("a line without an end");
      }
    }
    if (line.size() > 0) {
      throw new EOFException("the request was cut off");
    }
    return null;
  }

  boolean isUpgrade() {
    return header("upgrade").equalsIgnoreCase("websocket");
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** The fields of a form, each with all its values. */
  Map<String, List<String>> form() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      fields
          .computeIfAbsent(
              decoded(equals < 0 ? field : field.substring(0, equals)), _ -> new ArrayList<>())
          .add(equals < 0 ? "" : decoded(field.substring(equals + 1)));
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + target + " " + body;
  }
}
