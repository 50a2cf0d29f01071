package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.DeviceStatus.State;

/** What the log says of a device over time; the clock is turned by hand. */
class StatusNewsTest {
  private final StatusNews news = new StatusNews();
  private final List<String> lines = new ArrayList<>();
  private long nowMillis;

  @Test
  void aCableThatIsPulledAndPutBackIsTwoLines() {
    connect();
    pass(10_000);
    lose("it is gone");
    for (int retry = 0; retry < 100; retry++) {
      pass(5_000);
      lose("it is gone");
    }
    connect();
    pass(10_000);
    assertEquals(
        List.of("connected (PEDAL)", "lost (it is gone); trying again", "connected (PEDAL)"),
        lines);
  }

  @Test
  void eachReasonIsToldOnceInATrouble() {
    lose("no such port");
    fault("no permission");
    lose("no such port");
    fault("no permission");
    connect();
    assertEquals(
        List.of(
            "lost (no such port); trying again",
            "not usable (no permission); trying again",
            "connected (PEDAL)"),
        lines);
  }

  @Test
  void aLoosePlugIsToldOnceAMinuteAndWhenItHoldsAgain() {
    connect();
    pass(10_000);
    for (int i = 0; i < 100; i++) { // 100 s
      lose("it is gone");
      pass(500);
      connect();
      pass(500);
    }
    pass(5_000);
    assertEquals(
        List.of(
            "connected (PEDAL)",
            "lost (it is gone); trying again",
            "connected (PEDAL)",
            "comes and goes, 60 times since the last line; it is lost now (it is gone)",
            "connected, after it came and went 39 times"),
        lines);
  }

  @Test
  void afterATroubleTheSameReasonIsNewsAgain() {
    for (int i = 0; i < 3; i++) {
      lose("it is gone");
      connect();
      pass(5_000);
    }
    assertEquals(6, lines.size(), lines::toString);
  }

  @Test
  void aPersonShouldLookAtWhatIsBrokenOnly() {
    assertTrue(news.take(status(State.LOST, "it is gone")).getFirst().isWarning());
    assertEquals(
        List.of(false),
        news.take(status(State.CONNECTED, "")).stream().map(StatusNews.Line::isWarning).toList());
  }

  @Test
  void reasonsThatNeverRepeatAreBounded() {
    for (int i = 0; i < 1_000; i++) {
      lose("reason " + i);
    }
    assertEquals(16, lines.size());
  }

  private void connect() {
    take(State.CONNECTED, "");
  }

  private void lose(String reason) {
    take(State.LOST, reason);
  }

  private void fault(String reason) {
    take(State.FAULTED, reason);
  }

  private void take(State state, String reason) {
    news.take(status(state, reason)).forEach(line -> lines.add(line.text()));
  }

  private void pass(long millis) {
    nowMillis += millis;
    if (news.isWaiting()) {
      news.settle(TimeUnit.MILLISECONDS.toNanos(nowMillis)).forEach(line -> lines.add(line.text()));
    }
  }

  private DeviceStatus status(State state, String reason) {
    String product = state == State.CONNECTED ? "PEDAL" : "";
    return new DeviceStatus(
        "pedals", TimeUnit.MILLISECONDS.toNanos(nowMillis), state, reason, product, "");
  }
}
