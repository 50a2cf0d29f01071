package org.navicast.hub.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Door;
import org.navicast.hub.door.Visitors;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.http.Replies;
import org.navicast.hub.inflow.Crowd;
import org.navicast.hub.inflow.Inflow;
import org.navicast.hub.inflow.WholeRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes publishes with files from a connection to the disk, and hands on what is left of them: an
 * envelope that says by which ids its files can be fetched. All other requests pass.
 *
 * <p>No more than a MiB of a publish is in memory, and who may not publish gets nothing onto the
 * disk. It may take as long as any other message of its length.
 */
public final class Uploads extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int MOST_IN_MEMORY = 1 << 20;
  private static final int LITTLE_IN_MEMORY = 256 << 10;

  /** After a refusal the rest is thrown away for a while, or the refusal never arrives. */
  private static final long DRAIN_SECONDS = 2;

  private enum Step {
    NONE,
    ADMISSION,
    TAKING,
    READING,
    REFUSED
  }

  private final Payloads payloads;
  private final Visitors visitors;
  private final Optional<Door> door;
  private final LongSupplier nanoTime;
  private final int maxJsonBytes;
  private final Inflow inflow;
  private final Queue<HttpContent> early = new ArrayDeque<>();
  private Step step = Step.NONE;
  private @Nullable HttpRequest asked;
  private byte[] boundary = {};
  private @Nullable Spool spool;
  private long sinceNanos;

  /** One publish on its way to the disk. */
  private static final class Spool {
    private @Nullable FileChannel file; // of the disk's thread
    private @Nullable IOException trouble; // of the disk's thread
    private long reserved;
    private int inMemory;
    private boolean over;
  }

  /**
   * @param door empty where everybody may publish
   * @param maxJsonBytes longest envelope
   */
  public Uploads(
      Payloads payloads,
      Visitors visitors,
      Optional<Door> door,
      LongSupplier nanoTime,
      int maxJsonBytes,
      Inflow inflow) {
    this.payloads = payloads;
    this.visitors = visitors;
    this.door = door;
    this.nanoTime = nanoTime;
    this.maxJsonBytes = maxJsonBytes;
    this.inflow = inflow;
  }

  private static boolean isUpload(HttpRequest request) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    String path = request.uri();
    return request.method().equals(HttpMethod.POST)
        && (path.equals("/api/hub") || path.equals("/api/hub/"))
        && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/related")
        && request.decoderResult().isSuccess();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (step) {
      case NONE -> {
        if (message instanceof HttpRequest request && isUpload(request)) {
          begin(ctx, request);
        } else {
          ctx.fireChannelRead(message);
        }
      }
      case ADMISSION -> {
        if (message instanceof HttpContent content) {
          early.add(content);
        }
      }
      case TAKING -> {
        if (message instanceof HttpContent content) {
          take(ctx, content);
        }
      }
      case READING -> {
        // A second request before the first is answered.
        ReferenceCountUtil.release(message);
        var _ = ctx.close();
      }
      case REFUSED -> {
        ReferenceCountUtil.release(message);
        if (message instanceof LastHttpContent) {
          var _ = ctx.close();
        }
      }
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    asked = request;
    sinceNanos = nanoTime.getAsLong();
    step = Step.ADMISSION;
    try {
      visitors.check(request);
      boundary = RelatedParts.boundaryOf(request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""));
      if (HttpUtil.getContentLength(request, 0L) > payloads.limits().maxUploadBytes()) {
        throw tooLong();
      }
    } catch (Refusal e) {
      refuse(ctx, e);
      return;
    }
    door.ifPresentOrElse(
        guard -> {
          inflow.hold(true);
          guard.admit(
              request.headers().get(HttpHeaderNames.AUTHORIZATION),
              _ -> open(ctx),
              refusal -> refuse(ctx, refusal));
        },
        () -> open(ctx));
  }

  private void open(ChannelHandlerContext ctx) {
    HttpRequest request = asked;
    if (step != Step.ADMISSION || request == null) {
      return;
    }
    if (!payloads.begin()) {
      refuse(ctx, full());
      return;
    }
    spool = new Spool();
    step = Step.TAKING;
    inflow.hold(false);
    if (HttpUtil.is100ContinueExpected(request)) {
      var _ =
          ctx.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
    for (HttpContent content = early.poll(); content != null; content = early.poll()) {
      take(ctx, content);
    }
  }

  private void take(ChannelHandlerContext ctx, HttpContent content) {
    Spool into = spool;
    if (step != Step.TAKING || into == null) {
      content.release();
      return;
    }
    inflow.whole(); // it goes to the disk, where it is counted by itself
    int length = content.content().readableBytes();
    if (into.reserved + length > payloads.limits().maxUploadBytes()) {
      content.release();
      refuse(ctx, tooLong());
      return;
    }
    if (!payloads.reserve(length)) {
      content.release();
      refuse(ctx, full());
      return;
    }
    into.reserved += length;
    long granted = Crowd.PATIENCE_NANOS;
    granted += into.reserved * TimeUnit.SECONDS.toNanos(1) / Crowd.LEAST_BYTES_PER_SECOND;
    if (nanoTime.getAsLong() - sinceNanos > granted) {
      content.release();
      refuse(ctx, new Refusal(HttpResponseStatus.REQUEST_TIMEOUT, "a message took too long"));
      return;
    }
    boolean last = content instanceof LastHttpContent;
    boolean broken = content.decoderResult().isFailure();
    write(ctx, into, content, length);
    if (broken) {
      refuse(ctx, new Refusal(HttpResponseStatus.BAD_REQUEST, "Malformed HTTP request"));
    } else if (last) {
      read(ctx, into);
    }
  }

  private void write(ChannelHandlerContext ctx, Spool into, HttpContent content, int length) {
    into.inMemory += length;
    if (into.inMemory > MOST_IN_MEMORY) {
      inflow.hold(true);
    }
    onDisk(
        () -> {
          try {
            append(into, content.content());
          } catch (IOException e) {
            into.trouble = e;
          } finally {
            content.release();
          }
          ctx.executor().execute(() -> written(into, length));
        },
        content);
  }

  private static void append(Spool into, ByteBuf bytes) throws IOException {
    FileChannel file = into.file;
    if (file == null) {
      file = Payloads.newFile();
      into.file = file;
    }
    while (bytes.isReadable()) {
      bytes.readBytes(file, file.size(), bytes.readableBytes());
    }
  }

  private void written(Spool into, int length) {
    into.inMemory -= length;
    if (into == spool && step == Step.TAKING && into.inMemory < LITTLE_IN_MEMORY) {
      inflow.hold(false);
    }
  }

  /** All of it is there, or on its way to the disk's thread. */
  private void read(ChannelHandlerContext ctx, Spool from) {
    step = Step.READING;
    inflow.hold(true);
    byte[] between = boundary;
    onDisk(
        () -> {
          try {
            FileChannel file = from.file;
            if (from.trouble != null) {
              throw from.trouble;
            }
            if (file == null) {
              throw new Refusal(HttpResponseStatus.BAD_REQUEST, "multipart/related has no parts");
            }
            RelatedParts parts = RelatedParts.read(file, between, maxJsonBytes, payloads);
            ctx.executor().execute(() -> publish(ctx, from, parts));
          } catch (Refusal e) {
            ctx.executor().execute(() -> refuse(ctx, e));
          } catch (IOException e) {
            LOG.warn("The hub cannot keep a file, see to the disk of its temporary folder", e);
            ctx.executor().execute(() -> refuse(ctx, full()));
          }
        },
        null);
  }

  private void publish(ChannelHandlerContext ctx, Spool from, RelatedParts parts) {
    HttpRequest request = asked;
    if (from.over || request == null) {
      payloads.closeOnDisk(parts.batch().file());
      return;
    }
    end(from);
    step = Step.NONE;
    asked = null;
    spool = null;
    payloads.store(parts.batch(), parts.payloads());
    ByteBuf envelope = Unpooled.wrappedBuffer(Json.bytes(parts.envelope()));
    ChannelHandlerContext routes = ctx.pipeline().context(WholeRequests.class);
    routes.fireChannelRead(
        new UploadedEvent(request, envelope, () -> payloads.discard(parts.batch())));
    routes.fireChannelReadComplete();
    inflow.hold(false);
  }

  private void refuse(ChannelHandlerContext ctx, Refusal why) {
    HttpRequest request = asked;
    Spool begun = spool;
    if (request == null || step == Step.REFUSED) {
      return;
    }
    step = Step.REFUSED;
    asked = null;
    if (begun != null) {
      end(begun);
    }
    forgetEarly();
    FullHttpResponse answer = Replies.refused(why, false);
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !why.status().equals(HttpResponseStatus.FORBIDDEN)) {
      Replies.readableBy(origin, answer);
    }
    var _ = ctx.writeAndFlush(answer);
    inflow.hold(false);
    var _ = ctx.executor().schedule(() -> ctx.close(), DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** Its file is closed behind what is still to be written to it. */
  private void end(Spool begun) {
    if (begun.over) {
      return;
    }
    begun.over = true;
    payloads.forget(begun.reserved);
    onDisk(
        () -> {
          if (begun.file != null) {
            Payloads.close(begun.file);
          }
        },
        null);
  }

  private void onDisk(Runnable work, @Nullable HttpContent content) {
    try {
      payloads.disk().execute(work);
    } catch (RejectedExecutionException _) {
      // The hub stops, and with it the connection.
      ReferenceCountUtil.release(content);
    }
  }

  private void forgetEarly() {
    early.forEach(HttpContent::release);
    early.clear();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    asked = null;
    if (spool != null) {
      end(spool);
    }
    forgetEarly();
    ctx.fireChannelInactive();
  }

  private static Refusal tooLong() {
    return new Refusal(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The files are longer than this hub takes");
  }

  private static Refusal full() {
    return new Refusal(
        HttpResponseStatus.INSUFFICIENT_STORAGE, "This hub keeps no more files now, try again");
  }
}
