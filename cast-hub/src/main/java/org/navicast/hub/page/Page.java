package org.navicast.hub.page;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The live page, from the hub's own jar: {@code viewers/page} as Vite built it. Holds no state of
 * the hub; used on its event loop.
 */
public final class Page {
  private static final String FOLDER = "/page/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final byte[] MISSING =
      ("This build of the hub has no live page; install Node 20 or later with npm"
              + " (https://nodejs.org) and build again by ./mvnw verify.\n")
          .getBytes(StandardCharsets.UTF_8);

  /** Nothing but the page's own files, and this hub. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "svg", "image/svg+xml");

  /** By name, once asked for; no more than there are in the jar. */
  private final Map<String, byte[]> files = new HashMap<>();

  /** Whether that is the page or a file of it. */
  public static boolean isAt(String path) {
    return path.equals("/") || path.startsWith(FOLDER);
  }

  /** Null where there is no such file. */
  public @Nullable FullHttpResponse answer(String path, boolean keepAlive) {
    boolean index = path.equals("/");
    String name = index ? "index.html" : path.substring(FOLDER.length());
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    byte[] file = type == null || !NAME.matcher(name).matches() ? null : read(name);
    if (file != null && type != null) {
      return of(HttpResponseStatus.OK, type, file, keepAlive);
    }
    return index ? of(HttpResponseStatus.NOT_FOUND, "text/plain", MISSING, keepAlive) : null;
  }

  private byte @Nullable [] read(String name) {
    byte[] known = files.get(name);
    if (known != null) {
      return known;
    }
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        return null;
      }
      byte[] file = in.readAllBytes();
      files.put(name, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the program's page cannot be read", e);
    }
  }

  private static FullHttpResponse of(
      HttpResponseStatus status, String type, byte[] body, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    HttpHeaders headers = response.headers();
    headers
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set(
            HttpHeaderNames.CONNECTION,
            keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }
}
