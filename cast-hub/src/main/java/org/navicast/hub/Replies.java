package org.navicast.hub;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import tools.jackson.databind.JsonNode;

/** HTTP responses as every route of the hub gives them; pages of any origin may read them. */
final class Replies {
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString ANY = AsciiString.cached("*");
  private static final AsciiString METHODS =
      AsciiString.cached("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
  private static final byte[] RECEIVED = Json.bytes(Json.object().put("status", "received"));
  private static final byte[] EMPTY = {};
  private static final int PREFLIGHT_AGE_SECONDS = 3_600;

  private Replies() {}

  static FullHttpResponse json(HttpResponseStatus status, JsonNode body, boolean keepAlive) {
    return of(status, Json.bytes(body), keepAlive);
  }

  /** To what the hub refuses. */
  static FullHttpResponse refused(Refusal refusal, boolean keepAlive) {
    FullHttpResponse response = json(refusal.status(), refusal.body(), keepAlive);
    if (!refusal.challenge().isEmpty()) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, refusal.challenge());
    }
    return response;
  }

  /** To a publish. */
  static FullHttpResponse received(boolean keepAlive) {
    return of(HttpResponseStatus.OK, RECEIVED, keepAlive);
  }

  static FullHttpResponse noContent(boolean keepAlive) {
    return of(HttpResponseStatus.NO_CONTENT, EMPTY, keepAlive);
  }

  /** Lets a page of any origin use the hub. */
  static FullHttpResponse preflight(HttpRequest request, boolean keepAlive) {
    FullHttpResponse response = of(HttpResponseStatus.OK, EMPTY, keepAlive);
    HttpHeaders asked = request.headers();
    response
        .headers()
        .set(
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
            asked.get(HttpHeaderNames.ORIGIN, ANY.toString()))
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .set(
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
            asked.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, ANY.toString()))
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_AGE_SECONDS)
        .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    return response;
  }

  private static FullHttpResponse of(HttpResponseStatus status, byte[] body, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
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
