package org.navicast.hub.file;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/** The publish of an event whose files have been taken: as if it had come as JSON. */
public final class UploadedEvent extends DefaultFullHttpRequest {
  private final Runnable discard;
  private boolean published;

  /**
   * @param discard what becomes of its files where it is refused
   */
  UploadedEvent(HttpRequest asked, ByteBuf envelope, Runnable discard) {
    super(
        asked.protocolVersion(),
        HttpMethod.POST,
        asked.uri(),
        envelope,
        headers(asked, envelope.readableBytes()),
        EmptyHttpHeaders.INSTANCE);
    this.discard = discard;
  }

  private static HttpHeaders headers(HttpRequest asked, int length) {
    return asked
        .headers()
        .copy()
        .remove(HttpHeaderNames.TRANSFER_ENCODING)
        .remove(HttpHeaderNames.EXPECT)
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, length);
  }

  /** It went out. */
  public void published() {
    published = true;
  }

  @Override
  public boolean release() {
    boolean last = super.release();
    if (last && !published) {
      discard.run();
    }
    return last;
  }
}
