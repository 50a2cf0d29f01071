package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one timer, in the virtual time of an embedded loop. */
class AlarmTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private long nowNanos = -7;
  private int rings;
  private final Alarm alarm = new Alarm(channel.eventLoop(), () -> nowNanos, () -> rings++);

  @BeforeEach
  void freeze() {
    channel.freezeTime();
  }

  @Test
  void itRingsOnceWhenItIsDue() {
    alarm.setNoLaterThan(nowNanos + 50);
    pass(49);
    assertEquals(0, rings);

    pass(1);
    pass(1_000);
    assertEquals(1, rings);
  }

  @Test
  void whatIsDueLaterNeedsNoOtherTimer() {
    alarm.setNoLaterThan(nowNanos + 50);
    alarm.setNoLaterThan(nowNanos + 80);
    pass(50);
    assertEquals(1, rings);

    pass(1_000);
    assertEquals(1, rings);
  }

  @Test
  void whatIsDueEarlierTakesItsPlace() {
    alarm.setNoLaterThan(nowNanos + 50);
    alarm.setNoLaterThan(nowNanos + 20);
    pass(20);
    assertEquals(1, rings);

    pass(1_000);
    assertEquals(1, rings);
  }

  @Test
  void itCanBeSetAgainAfterItRang() {
    alarm.setNoLaterThan(nowNanos + 50);
    pass(50);
    alarm.setNoLaterThan(nowNanos + 50);
    pass(50);

    assertEquals(2, rings);
  }

  @Test
  void whatIsOverdueRingsAtOnceAndNothingDueDoesNotRing() {
    alarm.setNoLaterThan(Long.MAX_VALUE);
    pass(1_000);
    assertEquals(0, rings);

    alarm.setNoLaterThan(nowNanos - 50);
    pass(0);
    assertEquals(1, rings);
  }

  private void pass(long nanos) {
    nowNanos += nanos;
    channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }
}
