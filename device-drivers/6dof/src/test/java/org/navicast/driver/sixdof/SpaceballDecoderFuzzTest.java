package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class SpaceballDecoderFuzzTest {
  /** The first byte chooses the size of the pieces, the others are what the line brings. */
  @FuzzTest
  void piecesMakeNoDifference(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] line = Arrays.copyOfRange(data, 1, data.length);
    SpaceballDecoded whole = SpaceballDecoded.inChunks(line, Math.max(1, line.length));
    assertEquals(whole, SpaceballDecoded.inChunks(line, 1 + (data[0] & 0x3F)));
    assertTrue(whole.garbageBytes() <= line.length);
  }
}
