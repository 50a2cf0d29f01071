package org.navicast.hub.inflow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What comes in on one connection: its turn to be read and handled, and how long and how large a
 * message is that has begun and not ended. The first handler of the pipeline, so that nothing is
 * read past it.
 */
public final class Inflow extends ChannelDuplexHandler {
  /** How the connection ends whose message took too long, or in whose place another is wanted. */
  public interface Ending {
    void end(Channel channel, String why);
  }

  private static final long DOUBT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Crowd crowd;
  private final Turns turns;
  private final GuestTime guestTime;
  private final Queue<Object> kept = new ArrayDeque<>();
  private final Channel channel;
  private final LongSupplier nanoTime;
  private final Standstill standstill;
  private final TurnSizes sizes = new TurnSizes();
  private final Runnable turn = this::turn;
  private Ending ending = (connection, _) -> connection.close();
  private boolean queued;
  private boolean held;
  private boolean whole;
  private boolean settled;
  private boolean answering;
  private long waited;
  private long keptSince;
  private long doubtUntil;
  private int unfinishedBytes;
  private long unfinishedSince;

  public Inflow(
      Crowd crowd,
      Turns turns,
      GuestTime guestTime,
      Channel channel,
      LongSupplier nanoTime,
      Standstill standstill) {
    this.crowd = crowd;
    this.turns = turns;
    this.guestTime = guestTime;
    this.channel = channel;
    this.doubtUntil = nanoTime.getAsLong();
    this.nanoTime = nanoTime;
    this.standstill = standstill;
    channel.config().setRecvByteBufAllocator(sizes);
  }

  /** The one that this connection begins with. */
  public static Inflow of(Channel channel) {
    return channel.pipeline().get(Inflow.class);
  }

  /** Whose connection it is, as far as the hub can tell. */
  public InetAddress client() {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? peer.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    long now = nanoTime.getAsLong();
    standstill.look(now);
    waited = standstill.pauseNanos() > 0 ? standstill.pauseNanos() : waitedBefore(now);
    if (kept.isEmpty() && (settled || !guestTime.isOver(now))) {
      handle(ctx, message, now);
      return;
    }
    if (kept.isEmpty()) {
      keptSince = now;
      channel.config().setAutoRead(false);
      guestTime.await(() -> handleKept(ctx));
    }
    kept.add(message);
  }

  private void handleKept(ChannelHandlerContext ctx) {
    if (!kept.isEmpty()) {
      handleAllKept(ctx);
      channelReadComplete(ctx);
    }
  }

  private void handleAllKept(ChannelHandlerContext ctx) {
    for (Object message = kept.poll(); message != null; message = kept.poll()) {
      long now = nanoTime.getAsLong();
      waited += now - keptSince;
      keptSince = now;
      handle(ctx, message, now);
    }
  }

  private void handle(ChannelHandlerContext ctx, Object message, long before) {
    int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    whole = false;
    boolean guest = !settled;
    ctx.fireChannelRead(message);
    long after = nanoTime.getAsLong();
    sizes.took(after - before, wasFull());
    if (guest) {
      guestTime.took(after - before);
    }
    if (whole) {
      finished();
      crowd.didWell(this);
    } else if (bytes > 0) {
      if (unfinishedBytes == 0) {
        unfinishedSince = before;
        crowd.began(this);
      }
      unfinishedBytes += bytes;
      crowd.grew(bytes);
    }
  }

  /** Of a socket that was full a part is read, and the rest is on its way, for a while yet. */
  private long waitedBefore(long now) {
    return now - doubtUntil < 0 ? waited : 0;
  }

  /** For how long at most what is being read may have waited; 0 where it has just come. */
  public long waitedNanos() {
    return waited;
  }

  /** Whether more waits to be read. */
  public boolean hasMore() {
    return wasFull();
  }

  /** What was read made a message whole. */
  public void whole() {
    whole = true;
  }

  private void finished() {
    if (unfinishedBytes > 0) {
      crowd.ended(this, forget());
    }
  }

  /** What has come of its message does not count any more. */
  int forget() {
    int bytes = unfinishedBytes;
    unfinishedBytes = 0;
    return bytes;
  }

  /**
   * So much of an answer is in memory until the client takes it. It counts as what is not whole of
   * a message, and is ended like that: by a close, since an answer has begun.
   */
  public void holds(int bytes) {
    answering = true;
    unfinishedSince = nanoTime.getAsLong();
    unfinishedBytes += bytes;
    crowd.began(this);
    crowd.grew(bytes);
  }

  /** The client has taken it. */
  public void taken() {
    answering = false;
    finished();
  }

  /** It has become the socket of a subscriber. */
  public void settle(Ending newEnding) {
    ending = newEnding;
    settled = true;
    crowd.settled(this);
  }

  int unfinishedBytes() {
    return unfinishedBytes;
  }

  long unfinishedSince() {
    return unfinishedSince;
  }

  @SuppressWarnings("deprecation") // as in TurnSizes
  private boolean wasFull() {
    RecvByteBufAllocator.Handle last = channel.unsafe().recvBufAllocHandle();
    return last.lastBytesRead() > 0 && last.lastBytesRead() == last.attemptedBytesRead();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!kept.isEmpty()) {
      return;
    }
    if (waited > 0 && wasFull()) {
      doubtUntil = nanoTime.getAsLong() + DOUBT_NANOS;
    }
    ctx.fireChannelReadComplete();
    if (!queued && !held && channel.isActive()) {
      if (wasFull()) {
        queued = true;
        channel.config().setAutoRead(false);
        turns.await(turn);
      } else {
        channel.config().setAutoRead(true);
      }
    }
  }

  /** Its turn has come. */
  private void turn() {
    queued = false;
    if (!held && channel.isActive()) {
      channel.read();
    }
  }

  /** Handlers that miss the rest of a message ask for it at once; but others are waiting. */
  @Override
  public void read(ChannelHandlerContext ctx) {
    if (!queued && !held && kept.isEmpty()) {
      ctx.read();
    }
  }

  /** Reads nothing until it is released, for a client that does not take what it is sent. */
  public void hold(boolean hold) {
    held = hold;
    channel.config().setAutoRead(!held && !queued && kept.isEmpty());
  }

  /** By this it is to be ended from here on. */
  void endBy(Ending newEnding) {
    ending = newEnding;
  }

  void close() {
    var _ = channel.close();
  }

  void end(String why) {
    if (answering) {
      close();
    } else {
      ending.end(channel, why);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    handleAllKept(ctx);
    ctx.fireChannelInactive();
    finished();
    crowd.left(this);
  }
}
