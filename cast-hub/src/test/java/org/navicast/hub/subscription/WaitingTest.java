package org.navicast.hub.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.navicast.hub.NaviEvents;
import org.navicast.hub.envelope.NaviResource;

/** What a subscriber gets that does not keep up; the clock is turned by hand. */
class WaitingTest {
  private final Waiting waiting = new Waiting();
  private final List<ByteBuf> given = new ArrayList<>();

  @Test
  void theNewestOfAStreamWaitsAndTheRestInOrder() {
    add("navi-motion", NaviEvents.motion(1), 0);
    add("navi-button", NaviEvents.button("pressed", 2), 0);
    add("navi-pose", NaviEvents.pose("A", 3), 0);
    add("navi-button", NaviEvents.button("held", 4), 0);
    add("navi-pose", NaviEvents.pose("B", 5), 0);
    add("navi-motion", NaviEvents.motion(6), 0);
    add("navi-button", NaviEvents.button("held", 7), 0);
    add("navi-action", NaviEvents.action("updated", 8), 0);
    add("navi-action", NaviEvents.action("updated", 9), 0);
    add("navi-button", NaviEvents.button("released", 10), 0);
    add("other", "{\"seq\":11}", 0);
    assertEquals(List.of(2, 3, 5, 6, 7, 9, 10, 11), drain(0));
    assertEquals(3, waiting.replaced());
  }

  @Test
  void whatStartsSomethingWaitsOnlyForAsLongAsItIsGood() {
    add("navi-button", NaviEvents.aged(NaviEvents.button("pressed", 1), 100_000), 0);
    add("navi-button", NaviEvents.button("pressed", 2), 0);
    add("navi-action", NaviEvents.action("triggered", 3), 0);
    add("navi-button", NaviEvents.button("released", 4), 0);
    assertEquals(List.of(2, 3, 4), drain(100));
    assertEquals(1, waiting.late());

    add("navi-button", NaviEvents.button("pressed", 5), 100);
    add("navi-button", NaviEvents.button("held", 6), 100);
    add("navi-action", NaviEvents.action("started", 7), 100);
    add("navi-action", NaviEvents.action("ended", 8), 100);
    add("navi-button", NaviEvents.button("cancelled", 9), 100);
    assertEquals(List.of(8, 9), drain(251));
  }

  @Test
  void nothingIsLeaked() {
    for (int i = 0; i < 10; i++) {
      add("navi-motion", NaviEvents.motion(i), 0);
      add("navi-button", NaviEvents.button("pressed", i), 0);
    }
    drain(1_000);
    assertEquals(0, waiting.bytes());
    add("navi-button", NaviEvents.button("released", 1), 0);
    waiting.clear();
    assertTrue(waiting.isEmpty());
    given.forEach(frame -> assertEquals(0, frame.refCnt()));
  }

  private void add(String event, String envelope, long nowMillis) {
    ByteBuf frame = Unpooled.copiedBuffer(envelope, UTF_8);
    NaviResource resource =
        event.startsWith("navi-") ? NaviResource.read(event, "GW", frame) : null;
    waiting.add(frame, resource, TimeUnit.MILLISECONDS.toNanos(nowMillis));
    frame.release();
    given.add(frame);
  }

  private List<Integer> drain(long nowMillis) {
    List<Integer> seqs = new ArrayList<>();
    while (true) {
      ByteBuf next = waiting.next(TimeUnit.MILLISECONDS.toNanos(nowMillis));
      if (next == null) {
        return seqs;
      }
      String text = next.toString(UTF_8);
      next.release();
      seqs.add(Integer.parseInt(text.replaceFirst(".*\"seq\":(\\d+).*", "$1")));
    }
  }
}
