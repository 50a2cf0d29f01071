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
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.inflow.Inflow;

/** Sends a stored file, piece by piece as the client takes it. Used on the hub's event loop. */
public final class Download {
  private static final int PIECE_BYTES = 64 << 10;

  private final ChannelHandlerContext ctx;
  private final Inflow inflow;
  private final StoredFile file;
  private final boolean keepAlive;
  private final Runnable done;
  private long sent;

  private Download(ChannelHandlerContext ctx, StoredFile file, boolean keepAlive, Runnable done) {
    this.ctx = ctx;
    this.inflow = Inflow.of(ctx.channel());
    this.file = file;
    this.keepAlive = keepAlive;
    this.done = done;
  }

  /**
   * Begins.
   *
   * @param file is ended with it
   * @param done called once, when the client has got all of it or is gone
   */
  public static void start(
      ChannelHandlerContext ctx, StoredFile file, boolean keepAlive, Runnable done) {
    new Download(ctx, file, keepAlive, done).next();
  }

  /** The head of the answer. */
  public static DefaultHttpResponse head(StoredFile file, boolean keepAlive) {
    DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, harmless(file.type()))
        .set(HttpHeaderNames.CONTENT_LENGTH, file.length())
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONTENT_DISPOSITION, disposition(file.fileName()))
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
    if (sent == file.length()) {
      var sending = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      if (!keepAlive) {
        sending.addListener(ChannelFutureListener.CLOSE);
      }
      end();
      return;
    }
    file.read(sent, (int) Math.min(PIECE_BYTES, file.length() - sent), this::send);
  }

  private void send(@Nullable ByteBuffer piece) {
    if (piece == null) {
      fail();
      return;
    }
    int length = piece.remaining();
    inflow.holds(length);
    ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)))
        .addListener(
            sending -> {
              inflow.taken();
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
    file.end();
    done.run();
  }
}
