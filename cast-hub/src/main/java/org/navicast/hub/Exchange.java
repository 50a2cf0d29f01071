package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Access;
import org.navicast.hub.file.Download;
import org.navicast.hub.file.StoredFile;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.http.Replies;
import org.navicast.hub.inflow.Inflow;
import tools.jackson.databind.JsonNode;

/** One request, who asks by which right, and its answer, which may come later. */
final class Exchange {
  private final ChannelHandlerContext ctx;
  private final FullHttpRequest request;
  private boolean keepAlive;
  private Access access = Access.ANYBODY;

  /** The page that the request is from, which may use this hub; null where it is from none. */
  private @Nullable String origin;

  private boolean answered;
  private @Nullable Runnable whenGone;

  /**
   * @param ctx of the handler that takes requests
   * @param request to be read only while it is handled, since its body is gone after that
   */
  Exchange(ChannelHandlerContext ctx, FullHttpRequest request) {
    this.ctx = ctx;
    this.request = request;
    this.keepAlive = HttpUtil.isKeepAlive(request);
  }

  ChannelHandlerContext context() {
    return ctx;
  }

  Channel channel() {
    return ctx.channel();
  }

  Inflow inflow() {
    return Inflow.of(ctx.channel());
  }

  FullHttpRequest request() {
    return request;
  }

  HttpMethod method() {
    return request.method();
  }

  /** Of the address, without its query. */
  String path() {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  void expect(HttpMethod wanted) throws Refusal {
    if (!request.method().equals(wanted)) {
      throw new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
    }
  }

  Access access() {
    return access;
  }

  void grant(Access granted) {
    access = granted;
  }

  boolean keepsAlive() {
    return keepAlive;
  }

  /** The connection ends with the answer. */
  void closeAfterwards() {
    keepAlive = false;
  }

  /** The page that it is from, if any, may read the answer. */
  void showToItsPage() {
    origin = request.headers().get(HttpHeaderNames.ORIGIN);
  }

  /** Where the answer comes later: what is to be done when the client has gone before. */
  void whenGone(Runnable what) {
    whenGone = what;
  }

  /** The client has gone. */
  void gone() {
    if (whenGone != null) {
      whenGone.run();
    }
  }

  boolean isAnswered() {
    return answered;
  }

  void ok(JsonNode body) {
    reply(HttpResponseStatus.OK, body);
  }

  void reply(HttpResponseStatus status, JsonNode body) {
    reply(Replies.json(status, body, keepAlive));
  }

  void refuse(Refusal why) {
    reply(Replies.refused(why, keepAlive));
  }

  void reply(FullHttpResponse response) {
    replyLater(response);
    ctx.flush();
  }

  /** Flushed with everything else that was read together, subscribers first. */
  void replyLater(FullHttpResponse response) {
    answered = true;
    whenGone = null;
    showToItsPage(response);
    ChannelFuture sent = ctx.write(response);
    if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Sends a file, piece by piece. */
  void reply(StoredFile file) {
    HttpResponse head = Download.head(file, keepAlive);
    showToItsPage(head);
    var _ = ctx.write(head);
    Download.start(ctx, file, keepAlive, () -> answered = true);
  }

  private void showToItsPage(HttpResponse response) {
    if (origin != null) {
      Replies.readableBy(origin, response);
    }
  }
}
