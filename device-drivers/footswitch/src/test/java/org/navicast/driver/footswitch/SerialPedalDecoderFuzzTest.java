package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.function.Supplier;

/** The first byte chooses the size of the pieces, the others are what the line brings. */
class SerialPedalDecoderFuzzTest {
  @FuzzTest
  void piecesOfLinesMakeNoDifference(byte[] data) {
    compare(data, DecodedPedals::lines);
  }

  @FuzzTest
  void piecesOfBytesMakeNoDifference(byte[] data) {
    compare(data, DecodedPedals::bytes);
  }

  private static void compare(byte[] data, Supplier<SerialPedalDecoder> decoders) {
    if (data.length == 0) {
      return;
    }
    byte[] line = Arrays.copyOfRange(data, 1, data.length);
    DecodedPedals whole = DecodedPedals.inChunks(decoders.get(), line, Math.max(1, line.length));
    assertEquals(whole, DecodedPedals.inChunks(decoders.get(), line, 1 + (data[0] & 0x3F)));
    assertTrue(whole.unknown() <= line.length);
  }
}
