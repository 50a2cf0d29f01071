package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HidUsageTest {
  @Test
  void axesAreFromXToWheelAndAllOfSimulation() {
    assertFalse(new HidUsage(0x01, 0x2F).isAxis());
    assertTrue(HidUsage.X.isAxis());
    assertTrue(new HidUsage(0x01, 0x35).isAxis());
    assertTrue(HidUsage.WHEEL.isAxis());
    assertFalse(HidUsage.HAT.isAxis());
    assertTrue(new HidUsage(0x02, 0xBA).isAxis());
    assertFalse(new HidUsage(0x09, 0x30).isAxis());
  }

  @Test
  void pageIsTheUpperHalfOfFourBytes() {
    assertEquals(new HidUsage(0x09, 0x02), HidUsage.of(0x0009_0002));
    assertEquals(new HidUsage(0xFF00, 0xFFFF), HidUsage.of(0xFF00_FFFF));
  }

  @Test
  void readsWhatItWrites() {
    assertEquals(HidUsage.key(0x04), HidUsage.parse("07:04"));
    assertEquals(new HidUsage(0xFF00, 0x1), HidUsage.parse("ff00:1"));
    assertEquals("07:04", HidUsage.parse("7:4").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "07", "07:", ":04", "07:0g", "12345:01", "07:04:05", "-1:04"})
  void anythingElseIsRefusedWithAnExample(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> HidUsage.parse(text));
    assertTrue(String.valueOf(refusal.getMessage()).contains("such as 07:04"));
  }
}
