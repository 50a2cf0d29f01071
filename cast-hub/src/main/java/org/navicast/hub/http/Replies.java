package org.navicast.hub.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import tools.jackson.databind.JsonNode;

/** HTTP responses as every route of the hub gives them. */
public final class Replies {
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString METHODS =
      AsciiString.cached("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
  private static final AsciiString EXPOSED =
      AsciiString.cached("Content-Disposition, Content-Length, Content-Type, WWW-Authenticate");
  private static final byte[] RECEIVED = Json.bytes(Json.object().put("status", "received"));
  private static final byte[] LATE = Json.bytes(Json.object().put("status", "late"));
  private static final byte[] EMPTY = {};
  private static final int PREFLIGHT_AGE_SECONDS = 3_600;

  private Replies() {}

  public static FullHttpResponse json(HttpResponseStatus status, JsonNode body, boolean keepAlive) {
    return of(status, Json.bytes(body), keepAlive);
  }

  /** To what the hub refuses. */
  public static FullHttpResponse refused(Refusal refusal, boolean keepAlive) {
    FullHttpResponse response = json(refusal.status(), refusal.body(), keepAlive);
    if (!refusal.challenge().isEmpty()) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, refusal.challenge());
    }
    return response;
  }

  /** To a publish. */
  public static FullHttpResponse received(boolean keepAlive) {
    return of(HttpResponseStatus.OK, RECEIVED, keepAlive);
  }

  /** To a publish that may be too old to be handed on. */
  public static FullHttpResponse late(boolean keepAlive) {
    return of(HttpResponseStatus.OK, LATE, keepAlive);
  }

  public static FullHttpResponse noContent(boolean keepAlive) {
    return of(HttpResponseStatus.NO_CONTENT, EMPTY, keepAlive);
  }

  /** What a page may send, once its origin is one that may use the hub. */
  public static FullHttpResponse preflight(HttpRequest request, boolean keepAlive) {
    FullHttpResponse response = of(HttpResponseStatus.OK, EMPTY, keepAlive);
    HttpHeaders asked = request.headers();
    response
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_AGE_SECONDS);
    String headers = asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
    if (headers != null) {
      response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
    if (asked.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK)) {
      response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, "true");
    }
    return response;
  }

  /** Lets the page read the answer, whose origin was found to be one that may. */
  public static void readableBy(String origin, HttpResponse response) {
    response
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
        .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
        .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
  }

  private static FullHttpResponse of(HttpResponseStatus status, byte[] body, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    HttpHeaders headers = response.headers();
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, JSON);
      headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    headers.set(
        HttpHeaderNames.CONNECTION,
        keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    return response;
  }
}
