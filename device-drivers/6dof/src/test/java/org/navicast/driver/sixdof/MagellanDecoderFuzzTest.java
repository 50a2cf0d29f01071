package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class MagellanDecoderFuzzTest {
  /** The first byte chooses the size of the pieces, the others are what the line brings. */
  @FuzzTest
  void piecesMakeNoDifference(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] line = Arrays.copyOfRange(data, 1, data.length);
    Decoded whole = Decoded.inChunks(line, Math.max(1, line.length));
    Decoded pieces = Decoded.inChunks(line, 1 + (data[0] & 0x3F));
    assertEquals(whole.words(), pieces.words());
    assertEquals(whole.garbageBytes(), pieces.garbageBytes());
    assertTrue(whole.garbageBytes() <= line.length);
  }
}
