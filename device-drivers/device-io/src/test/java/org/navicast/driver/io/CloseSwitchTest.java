package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CloseSwitchTest {
  private final AtomicInteger closings = new AtomicInteger();
  private final CloseSwitch closing = new CloseSwitch();

  @Test
  void closesWhatWasOpenedBefore() {
    closing.onClose(closings::incrementAndGet);
    assertEquals(0, closings.get());
    closing.close();
    closing.close();
    assertEquals(1, closings.get());
  }

  @Test
  void closesWhatIsOpenedAfterwards() {
    closing.close();
    closing.onClose(closings::incrementAndGet);
    assertEquals(1, closings.get());
  }
}
