package org.navicast.hub.inflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who gives way where places, memory or patience are short; the clock is turned by hand. */
class CrowdTest {
  private static final String HEAD = "POST /api/hub HTTP/1.1\r\nHost: localhost\r\n";
  private static final String LENGTH = "Content-Length: 5000\r\n\r\n";

  private static final int MAX_BYTES = 10_000;

  private long now;
  private final Crowd crowd = new Crowd(3, MAX_BYTES, () -> now);

  @Test
  void aHeadThatNeverEndsIsTooSlow() {
    EmbeddedChannel slow = connect();
    send(slow, HEAD);
    pass(9);
    send(slow, "X: y\r\n");
    assertTrue(slow.isActive());
    pass(2);
    assertFalse(slow.isActive());
    assertTrue(written(slow).startsWith("HTTP/1.1 408"));
    assertEquals(1, crowd.tooSlow());
  }

  @Test
  void aBodyThatStopsIsTooSlowAndOneThatComesIsNot() {
    EmbeddedChannel stopped = connect();
    EmbeddedChannel coming = connect();
    send(stopped, HEAD + LENGTH + "x".repeat(100));
    send(coming, HEAD + "Content-Length: 9000\r\n\r\n" + "x".repeat(8_000));
    now += TimeUnit.MILLISECONDS.toNanos(300);
    pass(10);
    assertFalse(stopped.isActive());
    assertTrue(coming.isActive(), "half a second more for its length");
  }

  @Test
  void whoIsDoneIsNotSlow() {
    EmbeddedChannel polite = connect();
    send(polite, HEAD + LENGTH + "x".repeat(5_000));
    assertEquals(5_000, ((FullHttpRequest) polite.readInbound()).content().readableBytes());
    pass(60);
    assertTrue(polite.isActive());
    assertEquals(0, crowd.tooSlow());
  }

  @Test
  void theOldestGivesItsMemory() {
    EmbeddedChannel first = connect();
    EmbeddedChannel second = connect();
    EmbeddedChannel third = connect();
    for (EmbeddedChannel each : new EmbeddedChannel[] {first, second, third}) {
      send(each, HEAD + LENGTH + "x".repeat(4_000));
    }
    assertFalse(first.isActive());
    assertTrue(second.isActive());
    assertTrue(third.isActive());
    assertEquals(1, crowd.gaveWay());
    send(third, "x".repeat(1_000));
    assertEquals(5_000, ((FullHttpRequest) third.readInbound()).content().readableBytes());
  }

  @Test
  void whoDoesNotTakeItsAnswerIsTooSlowAndWithoutAWordInItsMiddle() {
    EmbeddedChannel stopped = connect();
    EmbeddedChannel taking = connect();
    Inflow.of(stopped).holds(5_000);
    Inflow.of(taking).holds(5_000);
    pass(9);
    Inflow.of(taking).taken();
    Inflow.of(taking).holds(5_000);
    pass(2);
    assertFalse(stopped.isActive());
    assertEquals("", written(stopped));
    assertTrue(taking.isActive());
  }

  @Test
  void answersThatAreNotTakenGiveWayToThoseThatCome() {
    EmbeddedChannel first = connect();
    EmbeddedChannel second = connect();
    Inflow.of(first).holds(MAX_BYTES / 2);
    Inflow.of(second).holds(MAX_BYTES / 2);
    assertTrue(first.isActive());
    Inflow.of(second).taken();
    Inflow.of(second).holds(MAX_BYTES / 2 + 1);
    assertFalse(first.isActive());
    assertTrue(second.isActive());
  }

  @Test
  void theOldestGivesItsPlaceUnlessItIsASubscriber() {
    EmbeddedChannel subscriber = connect();
    Inflow.of(subscriber).settle((_, _) -> {});
    EmbeddedChannel first = connect();
    EmbeddedChannel second = connect();
    send(first, HEAD + "Content-Length: 0\r\n\r\n");
    EmbeddedChannel third = connect();
    assertTrue(subscriber.isActive());
    assertTrue(first.isActive(), "it did what it came for");
    assertFalse(second.isActive());
    assertTrue(third.isActive());
  }

  @Test
  void aRefusedBodyIsReadToItsEndSoThatTheRefusalArrives() {
    EmbeddedChannel tooMuch = connect();
    send(tooMuch, HEAD + "Content-Length: 20000\r\n\r\n" + "x".repeat(100));
    assertTrue(written(tooMuch).startsWith("HTTP/1.1 413"));
    assertTrue(tooMuch.isActive());
    send(tooMuch, "x".repeat(19_900));
    assertFalse(tooMuch.isActive());
  }

  private EmbeddedChannel connect() {
    EmbeddedChannel channel = new EmbeddedChannel();
    Inflow inflow =
        new Inflow(
            crowd,
            new Turns(channel.eventLoop()),
            new GuestTime(channel.eventLoop(), () -> now),
            channel,
            () -> now,
            new Standstill(() -> now));
    assertTrue(crowd.enter(inflow));
    channel.pipeline().addLast(inflow, new HttpServerCodec(), new WholeRequests(MAX_BYTES, inflow));
    return channel;
  }

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
    crowd.endSlow();
  }

  private static void send(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    channel.checkException();
  }

  private static String written(EmbeddedChannel channel) {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.US_ASCII));
      part.release();
    }
    return all.toString();
  }
}
