package org.navicast.cast.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.SelectStrategy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StayAwakeTest {
  private long now = -5;
  private int ready;

  private int waiting(StayAwake awake) throws Exception {
    return awake.calculateStrategy(() -> ready, false);
  }

  private void pass(int millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void sleepsUntilSomethingCame() throws Exception {
    assertEquals(SelectStrategy.SELECT, waiting(new StayAwake(() -> now, 10)));
  }

  @Test
  void looksAgainAndAgainForAWhile() throws Exception {
    StayAwake awake = new StayAwake(() -> now, 10);
    awake.again();
    pass(9);
    assertEquals(SelectStrategy.CONTINUE, waiting(awake));
    ready = 2;
    assertEquals(2, waiting(awake));
    pass(1);
    assertEquals(SelectStrategy.SELECT, waiting(awake));
  }

  @Test
  void eachTimeBeginsAnew() throws Exception {
    StayAwake awake = new StayAwake(() -> now, 10);
    awake.again();
    pass(8);
    awake.again();
    pass(8);
    assertEquals(SelectStrategy.CONTINUE, waiting(awake));
  }

  @Test
  void neverStaysAwakeForNothing() throws Exception {
    StayAwake awake = new StayAwake(() -> now, 0);
    awake.again();
    assertEquals(SelectStrategy.SELECT, waiting(awake));
  }

  @Test
  void tasksDoNotWait() throws Exception {
    ready = 3;
    assertEquals(3, new StayAwake(() -> now, 10).calculateStrategy(() -> ready, true));
  }
}
