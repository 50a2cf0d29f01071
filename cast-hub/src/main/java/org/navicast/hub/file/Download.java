package org.navicast.hub.file;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;

/** Sends a stored file, piece by piece as the client takes it. Used on the hub's event loop. */
public final class Download {
  private static final int PIECE_BYTES = 128 << 10;

  private final Payloads payloads;
  private final ChannelHandlerContext ctx;
  private final Payloads.Payload payload;
  private final boolean keepAlive;
  private final Runnable done;
  private long sent;

  private Download(
      Payloads payloads,
      ChannelHandlerContext ctx,
      Payloads.Payload payload,
      boolean keepAlive,
      Runnable done) {
    this.payloads = payloads;
    this.ctx = ctx;
    this.payload = payload;
    this.keepAlive = keepAlive;
    this.done = done;
  }

  /**
   * Begins.
   *
   * @param done called once, when the client has got all of it or is gone
   */
  public static void start(
      Payloads payloads,
      ChannelHandlerContext ctx,
      Payloads.Payload payload,
      boolean keepAlive,
      Runnable done) {
    payloads.reading(payload);
    new Download(payloads, ctx, payload, keepAlive, done).next();
  }

  /** The head of the answer. */
  public static DefaultHttpResponse head(Payloads.Payload payload, boolean keepAlive) {
    DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, harmless(payload.type()))
        .set(HttpHeaderNames.CONTENT_LENGTH, payload.length())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONTENT_DISPOSITION, disposition(payload.fileName()))
        // Whatever it is, it is no part of a page of this hub.
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
        .set("X-Content-Type-Options", "nosniff")
        .set(
            HttpHeaderNames.CONNECTION,
            keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    return head;
  }

  private static String harmless(String type) {
    return type.matches("(application/(dicom|vnd\\.|gzip|zip|x-)|image/|model/)[a-z0-9.+-]*")
            && !type.contains("svg")
            && !type.contains("javascript")
        ? type
        : "application/octet-stream";
  }

  /**
   * Quotes and control characters were refused with the publish; others than ASCII are left out.
   */
  private static String disposition(String fileName) {
    return "attachment; filename=\"" + fileName.replaceAll("[^ -~]", "_") + "\"";
  }

  private void next() {
    if (sent == payload.length()) {
      var sending = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      if (!keepAlive) {
        sending.addListener(ChannelFutureListener.CLOSE);
      }
      end();
      return;
    }
    try {
      payloads.disk().execute(this::read);
    } catch (RejectedExecutionException _) {
      fail();
    }
  }

  /** On the disk's thread. */
  private void read() {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, payload.length() - sent));
    try {
      while (piece.hasRemaining()) {
        long at = payload.offset() + sent + piece.position();
        if (payload.batch().file().read(piece, at) < 0) {
          throw new IOException("a stored file is shorter than it was");
        }
      }
      ctx.executor().execute(() -> send(piece.flip()));
    } catch (IOException e) {
      ctx.executor().execute(this::fail);
    }
  }

  private void send(ByteBuffer piece) {
    int length = piece.remaining();
    ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)))
        .addListener(
            sending -> {
              if (sending.isSuccess()) {
                sent += length;
                next();
              } else {
                fail();
              }
            });
  }

  /** What was promised cannot be kept, so the client must see that it is not all. */
  private void fail() {
    var _ = ctx.close();
    end();
  }

  private void end() {
    payloads.read(payload);
    done.run();
  }
}
