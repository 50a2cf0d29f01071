package org.navicast.hub.inflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many guests at once do not keep subscribers waiting, and nothing of theirs is lost. */
class GuestTimeTest {
  private static final long TAKES_NANOS = TimeUnit.MICROSECONDS.toNanos(600);

  private final List<String> handled = new ArrayList<>();
  private final List<Long> waited = new ArrayList<>();
  private final List<EmbeddedChannel> open = new ArrayList<>();
  private final EmbeddedChannel first = new EmbeddedChannel();
  private final GuestTime guestTime = new GuestTime(first.eventLoop(), () -> now());
  private final Crowd crowd = new Crowd(2_000, 1 << 20, this::now);
  private long now;

  private long now() {
    return now;
  }

  @AfterEach
  void close() {
    open.forEach(EmbeddedChannel::finishAndReleaseAll);
    first.finishAndReleaseAll();
  }

  @Test
  void fewAreHandledAsTheyCome() {
    send(guest("a"), "1");
    send(guest("b"), "2");
    assertEquals(List.of("a1", "b2"), handled);
    assertEquals(List.of(0L, 0L), waited);
  }

  @Test
  void aSubscriberIsHandledBeforeTheGuestsThatWait() {
    EmbeddedChannel subscriber = guest("s");
    Inflow.of(subscriber).settle((_, _) -> {});
    List.of("a", "b", "c", "d", "e").forEach(name -> send(guest(name), "1"));
    send(subscriber, "1");
    assertEquals(List.of("a1", "b1", "s1"), handled);

    round();
    assertEquals(List.of("a1", "b1", "s1", "c1", "d1"), handled);
    send(subscriber, "2");
    assertEquals("s2", handled.getLast());
    round();
    assertEquals("e1", handled.getLast());
  }

  @Test
  void waitingCountsAsAge() {
    List.of("a", "b", "c").forEach(name -> send(guest(name), "1"));
    now += TimeUnit.MILLISECONDS.toNanos(200);
    round();
    assertEquals(List.of("a1", "b1", "c1"), handled);
    assertEquals(TimeUnit.MILLISECONDS.toNanos(200), waited.getLast());
  }

  @Test
  void whoCameLaterDoesNotOvertake() {
    List.of("a", "b", "c").forEach(name -> send(guest(name), "1"));
    now += TimeUnit.SECONDS.toNanos(1);
    send(guest("d"), "1");
    assertEquals(List.of("a1", "b1"), handled);
    round();
    assertEquals(List.of("a1", "b1", "c1", "d1"), handled);
  }

  @Test
  void whoWaitsIsNotReadAndIsReadAgainAfterwards() {
    List.of("a", "b").forEach(name -> send(guest(name), "1"));
    EmbeddedChannel third = guest("c");
    send(third, "1");
    assertFalse(third.config().isAutoRead());
    round();
    assertTrue(third.config().isAutoRead());
    assertEquals("c1", handled.getLast());
  }

  @Test
  void whatWasSentBeforeTheEndIsHandledBeforeIt() {
    List.of("a", "b").forEach(name -> send(guest(name), "1"));
    EmbeddedChannel third = guest("c");
    send(third, "release");
    var _ = third.close();
    assertEquals("crelease", handled.getLast());
    round();
    assertEquals(3, handled.size());
  }

  private EmbeddedChannel guest(String name) {
    EmbeddedChannel channel = new EmbeddedChannel();
    open.add(channel);
    Inflow inflow =
        new Inflow(
            crowd,
            new Turns(channel.eventLoop()),
            guestTime,
            channel,
            this::now,
            new Standstill(this::now));
    assertTrue(crowd.enter(inflow));
    channel
        .pipeline()
        .addLast(
            inflow,
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                handled.add(name + bytes.toString(StandardCharsets.US_ASCII));
                waited.add(inflow.waitedNanos());
                bytes.release();
                inflow.whole();
                now += TAKES_NANOS;
              }
            });
    return channel;
  }

  private static void send(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    channel.checkException();
  }

  /** One round of the event loop. */
  private void round() {
    first.advanceTimeBy(1, TimeUnit.MICROSECONDS);
    first.runScheduledPendingTasks();
  }
}
