package org.navicast.driver.sixdof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.driver.simulator.ByteVector;

class MagellanDecoderTest {
  static List<ByteVector> vectors() throws IOException {
    return ByteVector.load(MagellanDecoderTest.class, "magellan-vectors.txt");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodesAtEveryChunkSize(ByteVector vector) {
    byte[] bytes = vector.bytes();
    for (int size = 1; size <= bytes.length; size++) {
      assertEquals(vector.expected(), Decoded.inChunks(bytes, size).words(), "chunks of " + size);
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
      assertEquals(expected.toString(), Decoded.inChunks(bytes, size).words());
    }
  }

  @Test
  void countsWhatBelongsToNoRecord() {
    byte[] bytes = "??kA00\rnoise\rk000\r".getBytes(US_ASCII);
    assertEquals(7, Decoded.inChunks(bytes, 3).garbageBytes());
  }

  @Test
  void anEndlessRecordIsDroppedAndTheNextOneHeard() {
    byte[] bytes = ("x".repeat(10_000) + "\rkA00\r").getBytes(US_ASCII);
    Decoded decoded = Decoded.inChunks(bytes, 100);
    assertEquals("keys 0001", decoded.words());
    assertEquals(10_000, decoded.garbageBytes());
  }

  @Test
  void everyDamageOfOneBitInARecordOfKeysIsNoticed() {
    byte[] good = "kA00\r".getBytes(US_ASCII);
    for (int bit = 0; bit < 8 * (good.length - 1); bit++) {
      byte[] bytes = good.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      String words = Decoded.inChunks(bytes, bytes.length).words();
      assertTrue(words.isEmpty() || words.equals("keys lost"), "bit " + bit + ": " + words);
    }
  }
}
