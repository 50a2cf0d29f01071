package org.navicast.driver.footswitch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.driver.simulator.ByteVector;

class SerialPedalDecoderTest {
  static List<ByteVector> lines() throws IOException {
    return ByteVector.load(SerialPedalDecoderTest.class, "pedal-lines.txt");
  }

  static List<ByteVector> bytes() throws IOException {
    return ByteVector.load(SerialPedalDecoderTest.class, "pedal-bytes.txt");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void decodesLinesAtEveryChunkSize(ByteVector vector) {
    assertDecoded(vector, DecodedPedals::lines);
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void decodesBytesAtEveryChunkSize(ByteVector vector) {
    assertDecoded(vector, DecodedPedals::bytes);
  }

  @Test
  void countsWhatItDoesNotKnow() {
    byte[] banner = "hello\r\nL1\r\n\r\nworld\n".getBytes(US_ASCII);
    assertEquals(2, DecodedPedals.inChunks(DecodedPedals.lines(), banner, 4).unknown());
    assertEquals(banner.length, DecodedPedals.inChunks(DecodedPedals.bytes(), banner, 4).unknown());
  }

  @Test
  void anEndlessLineCountsOnceAndTheNextOneIsHeard() {
    byte[] endless = ("L1".repeat(5_000) + "\nL1\n").getBytes(US_ASCII);
    assertEquals(
        new DecodedPedals("down 0", 1),
        DecodedPedals.inChunks(DecodedPedals.lines(), endless, 100));
  }

  private static void assertDecoded(ByteVector vector, Supplier<SerialPedalDecoder> decoders) {
    byte[] bytes = vector.bytes();
    for (int size = 1; size <= bytes.length; size++) {
      assertEquals(
          vector.expected(),
          DecodedPedals.inChunks(decoders.get(), bytes, size).words(),
          "chunks of " + size);
    }
  }
}
