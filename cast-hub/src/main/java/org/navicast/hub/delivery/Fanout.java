package org.navicast.hub.delivery;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.envelope.Life;
import org.navicast.hub.inflow.Turns;
import org.navicast.hub.subscription.SubscriberSocket;
import org.navicast.hub.subscription.Waiting;

/**
 * Hands frames to subscribers' sockets and waits for none of them.
 *
 * <p>Writes are collected and flushed once a socket when all that was read together is routed.
 * Flushing to very many sockets is done in turns, so that it keeps nobody else's events waiting,
 * and what is written to the same sockets meanwhile goes out with it. For a socket that takes no
 * more, frames wait by the rules of {@link Waiting}; a subscriber for which too much waits even so
 * is let go.
 */
public final class Fanout {
  /** Dozens of sockets: an event for a room of people goes out at once. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** So many are flushed without a look at the clock. */
  private static final int BETWEEN_LOOKS = 8;

  private final int lostBytes;
  private final LongSupplier nanoTime;
  private final Turns turns;
  private final Queue<SubscriberSocket> unflushed = new ArrayDeque<>();
  private final Queue<SubscriberSocket> later = new ArrayDeque<>();
  private long delivered;
  private long replaced;
  private long late;
  private long lost;

  /**
   * @param lostBytes waiting for one subscriber: from here on it is given up
   */
  public Fanout(int lostBytes, LongSupplier nanoTime, Turns turns) {
    this.lostBytes = lostBytes;
    this.nanoTime = nanoTime;
    this.turns = turns;
  }

  /**
   * Sends the frame, of which the caller keeps its own reference, or has it wait.
   *
   * @param life of its event; null where it waits as long as it takes
   */
  public void send(SubscriberSocket to, ByteBuf frame, @Nullable Life life) {
    if (to.isClosing()) {
      return;
    }
    Waiting waiting = to.waiting();
    if (to.isWritable() && waiting.isEmpty()) {
      write(to, frame.retainedDuplicate());
      return;
    }
    if (waiting.bytes() > lostBytes) {
      lost++;
      to.giveUp();
      return;
    }
    long before = waiting.replaced();
    waiting.add(frame, life == null ? null : life.resource(), nanoTime.getAsLong());
    replaced += waiting.replaced() - before;
  }

  /** The socket takes more: what has waited for that goes out, as far as it still may. */
  public void resume(SubscriberSocket to) {
    Waiting waiting = to.waiting();
    long before = waiting.late();
    while (to.isWritable() && !to.isClosing()) {
      ByteBuf next = waiting.next(nanoTime.getAsLong());
      if (next == null) {
        break;
      }
      write(to, next);
    }
    late += waiting.late() - before;
  }

  private void write(SubscriberSocket to, ByteBuf frame) {
    delivered++;
    to.write(frame);
    flushLater(to);
  }

  /** Flushes a socket with the others, in the order in which they were written to. */
  public void flushLater(SubscriberSocket socket) {
    if (socket.markUnflushed()) {
      unflushed.add(socket);
    }
  }

  /** Puts on the wire what was sent since the last call, where that takes long in turns. */
  public void flush() {
    flush(unflushed);
    if (!unflushed.isEmpty()) {
      boolean awaited = !later.isEmpty();
      later.addAll(unflushed);
      unflushed.clear();
      if (!awaited) {
        turns.await(this::flushRest);
      }
    }
  }

  private void flushRest() {
    flush(later);
    if (!later.isEmpty()) {
      turns.await(this::flushRest);
    }
  }

  /** Flushes until none is left or the turn is over. */
  private void flush(Queue<SubscriberSocket> sockets) {
    long end = 0;
    for (int flushed = 1; !sockets.isEmpty(); flushed++) {
      sockets.remove().flush();
      if (flushed % BETWEEN_LOOKS == 0) {
        long now = nanoTime.getAsLong();
        end = flushed == BETWEEN_LOOKS ? now + TURN_NANOS : end;
        if (now - end >= 0) {
          return;
        }
      }
    }
  }

  /** Frames handed to sockets. */
  public long delivered() {
    return delivered;
  }

  /** Frames in whose place slow subscribers got newer ones. */
  public long replaced() {
    return replaced;
  }

  /** Frames that slow subscribers did not get, since they would have been late. */
  public long late() {
    return late;
  }

  /** Subscribers given up because they did not read. */
  public long lost() {
    return lost;
  }
}
