package org.navicast.hub.inflow;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a hub, and what they may take from each other: places, and memory for messages
 * that are not whole. Where either is short, the client that has most of it gives way with its
 * oldest, so that a newcomer that does what it came for always finds room.
 */
public final class Crowd {
  /** A message may take this long, and longer as it is long. */
  public static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Slower than any line over which a hub is used. */
  public static final long LEAST_BYTES_PER_SECOND = 16 << 10;

  private static final long LOOK_MILLIS = 250;

  private final int maxConnections;
  private final long maxUnfinishedBytes;
  private final LongSupplier nanoTime;
  private final SequencedSet<Inflow> all = new LinkedHashSet<>();

  /** Those that hold no socket of a subscriber, in the order of their last whole message. */
  private final SequencedSet<Inflow> guests = new LinkedHashSet<>();

  private final SequencedSet<Inflow> unfinished = new LinkedHashSet<>();
  private long unfinishedBytes;
  private long tooSlow;
  private long gaveWay;

  /**
   * @param maxConnections places for all together
   * @param maxUnfinishedBytes memory for messages that are not whole, for all together
   */
  public Crowd(int maxConnections, long maxUnfinishedBytes, LongSupplier nanoTime) {
    this.maxConnections = maxConnections;
    this.maxUnfinishedBytes = maxUnfinishedBytes;
    this.nanoTime = nanoTime;
  }

  /** Looks for messages that take too long, from here on. */
  public void watch(EventLoop loop) {
    var _ =
        loop.scheduleAtFixedRate(this::endSlow, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @return false where there is no room, since all are subscribers
   */
  public boolean enter(Inflow connection) {
    if (all.size() >= maxConnections && !makeRoom(guests)) {
      return false;
    }
    all.add(connection);
    guests.add(connection);
    return true;
  }

  void left(Inflow connection) {
    all.remove(connection);
    guests.remove(connection);
  }

  /** It has done what it came for, so it is not the first to give way. */
  void didWell(Inflow connection) {
    if (all.size() > maxConnections / 2 && guests.remove(connection)) {
      guests.add(connection);
    }
  }

  /** It holds the socket of a subscriber. */
  void settled(Inflow connection) {
    guests.remove(connection);
  }

  /** A message has begun. */
  void began(Inflow connection) {
    unfinished.add(connection);
  }

  /** More of messages that are not whole has come. */
  void grew(int bytes) {
    unfinishedBytes += bytes;
    while (unfinishedBytes > maxUnfinishedBytes && makeRoom(unfinished)) {}
  }

  /** A message is whole, or is given up. */
  void ended(Inflow connection, int bytes) {
    unfinished.remove(connection);
    unfinishedBytes -= bytes;
  }

  void endSlow() {
    long now = nanoTime.getAsLong();
    for (Inflow connection : List.copyOf(unfinished)) {
      long age = now - connection.unfinishedSince();
      if (age < PATIENCE_NANOS) {
        return; // those behind began later
      }
      long granted =
          connection.unfinishedBytes() * TimeUnit.SECONDS.toNanos(1) / LEAST_BYTES_PER_SECOND;
      if (age > PATIENCE_NANOS + granted) {
        tooSlow++;
        end(connection, "a message took too long");
      }
    }
  }

  /** Ends one of these. */
  private boolean makeRoom(SequencedSet<Inflow> among) {
    @Nullable Inflow victim = oldestOfGreediest(among);
    if (victim == null) {
      return false;
    }
    gaveWay++;
    end(victim, "too much at once is not finished");
    return true;
  }

  private void end(Inflow connection, String why) {
    if (unfinished.remove(connection)) {
      unfinishedBytes -= connection.forget();
    }
    left(connection);
    connection.end(why);
  }

  private static @Nullable Inflow oldestOfGreediest(SequencedSet<Inflow> among) {
    if (among.isEmpty()) {
      return null;
    }
    InetAddress greediest = greediest(among);
    for (Inflow candidate : among) {
      if (candidate.client().equals(greediest)) {
        return candidate;
      }
    }
    return among.getFirst();
  }

  private static InetAddress greediest(Collection<Inflow> among) {
    Map<InetAddress, Long> taken = new HashMap<>();
    for (Inflow each : among) {
      taken.merge(each.client(), 1L + each.unfinishedBytes(), Long::sum);
    }
    return taken.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** The hub stops. */
  public void closeAll() {
    List.copyOf(all).forEach(Inflow::close);
  }

  /** Connections closed because a message took too long. */
  public int size() {
    return all.size();
  }

  public long tooSlow() {
    return tooSlow;
  }

  /** Connections closed because another one needed their place or memory. */
  public long gaveWay() {
    return gaveWay;
  }
}
