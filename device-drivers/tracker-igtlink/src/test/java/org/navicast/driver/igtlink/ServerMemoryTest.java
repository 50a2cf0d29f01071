package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ServerMemoryTest {
  private final ServerMemory memory = new ServerMemory();

  @Test
  void triesTheOtherVersionAfterEachConnectionThatBroughtNothing() {
    assertEquals(2, memory.nextVersion());
    memory.ended(2, false);
    assertEquals(1, memory.nextVersion());
    memory.ended(1, false);
    assertEquals(2, memory.nextVersion());
  }

  @Test
  void startsAfreshAfterAConnectionThatWorked() {
    memory.ended(2, false);
    memory.ended(1, true);
    assertEquals(2, memory.nextVersion());
    memory.ended(2, true);
    assertEquals(2, memory.nextVersion());
  }

  @Test
  void isNotAskedOnTheConnectionAfterOneThatTheAskingBroke() {
    memory.ended(2, false);
    assertTrue(memory.isAskedAgain());
    memory.brokenByAsking();
    assertEquals(1, memory.nextVersion());
    assertFalse(memory.isAskedAgain());
    memory.ended(1, true);
    assertEquals(2, memory.nextVersion(), "it may have been restarted");
    assertTrue(memory.isAskedAgain());
    assertFalse(memory.isVersion1());
  }

  @Test
  void isSettledByTwoThatTheAskingBroke() {
    memory.brokenByAsking();
    memory.brokenByAsking();
    assertTrue(memory.isVersion1());
    memory.ended(1, true);
    assertEquals(1, memory.nextVersion());
    assertFalse(memory.isAskedAgain());
    memory.understood();
    assertFalse(memory.isVersion1());
    assertTrue(memory.isAskedAgain());
    memory.ended(1, true);
    assertEquals(2, memory.nextVersion());
  }

  @Test
  void countsTheRestFromTheBeginningOfAConnection() {
    long second = TimeUnit.SECONDS.toNanos(1);
    long start = Long.MAX_VALUE - second; // the clock may start anywhere, and wrap
    assertEquals(0, memory.restNanos(start, 30));
    memory.connected(start);
    assertEquals(30 * second, memory.restNanos(start, 30));
    assertEquals(20 * second, memory.restNanos(start + 10 * second, 30));
    assertEquals(0, memory.restNanos(start + 31 * second, 30));
    assertEquals(0, memory.restNanos(start + 1, 0));
  }
}
