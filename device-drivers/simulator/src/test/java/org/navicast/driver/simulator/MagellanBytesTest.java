package org.navicast.driver.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against the records that two independent drivers agree on (spacenavd, VRPN). */
class MagellanBytesTest {
  @Test
  void motion() {
    assertEquals("dH000H000H000H000H000H000\r", text(MagellanBytes.motion(0, 0, 0, 0, 0, 0)));
    assertEquals("dH00AH000H000H000H000H000\r", text(MagellanBytes.motion(1, 0, 0, 0, 0, 0)));
    // Every one of the sixteen digits: 0123 4567 89AB CDEF, and the two ends of the range.
    assertEquals(
        "d0AB3D56GH9:K<MN?0000????\r",
        text(
            MagellanBytes.motion(
                0x0123 - 0x8000,
                0x4567 - 0x8000,
                0x89AB - 0x8000,
                0xCDEF - 0x8000,
                -0x8000,
                0x7FFF)));
  }

  @Test
  void keys() {
    assertEquals("k000\r", text(MagellanBytes.keys(0)));
    assertEquals("kA00\r", text(MagellanBytes.keys(0x001)));
    assertEquals("k00A\r", text(MagellanBytes.keys(0x100)));
  }

  private static String text(byte[] record) {
    return new String(record, US_ASCII);
  }
}
