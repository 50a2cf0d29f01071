package org.navicast.driver.sixdof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.driver.simulator.ByteVector;

class SpaceballDecoderTest {
  static List<ByteVector> vectors() throws IOException {
    return ByteVector.load(SpaceballDecoderTest.class, "spaceball-vectors.txt");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodesAtEveryChunkSize(ByteVector vector) {
    byte[] bytes = vector.bytes();
    for (int size = 1; size <= bytes.length; size++) {
      assertEquals(
          vector.expected(), SpaceballDecoded.inChunks(bytes, size).words(), "chunks of " + size);
    }
  }

  @Test
  void allVectorsJoinedGiveAllRecordsInOrder() throws IOException {
    StringBuilder sent = new StringBuilder();
    StringJoiner expected = new StringJoiner("; ");
    for (ByteVector vector : vectors()) {
      sent.append(new String(vector.bytes(), ISO_8859_1));
      if (!vector.expected().isEmpty()) {
        expected.add(vector.expected());
      }
    }
    byte[] bytes = sent.toString().getBytes(ISO_8859_1);
    for (int size = 1; size < 64; size++) {
      assertEquals(expected.toString(), SpaceballDecoded.inChunks(bytes, size).words());
    }
  }

  @Test
  void anEndlessRecordIsDroppedAndTheNextOneHeard() {
    byte[] bytes = ("x".repeat(10_000) + "\rK@A\r").getBytes(ISO_8859_1);
    SpaceballDecoded decoded = SpaceballDecoded.inChunks(bytes, 100);
    assertEquals("keys 40 41", decoded.words());
    assertEquals(10_000, decoded.garbageBytes());
  }
}
