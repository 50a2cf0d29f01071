package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navicast.driver.igtlink.RawMessage.TIME;
import static org.navicast.driver.igtlink.RawMessage.floats;
import static org.navicast.driver.igtlink.RawMessage.join;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All types, by a framer that asks for all of them. */
final class MessageDecoderTest {
  private static final Set<IgtlType> ALL = EnumSet.allOf(IgtlType.class);
  private static final byte[] GOOD = RawMessage.transform("Good", TIME, 1, 2, 3);

  /** More than any message of the vectors has, so that two of them are in one chunk. */
  private static final int LARGEST_CHUNK = 700;

  private static final IgtlMessage.Envelope LIAR =
      new IgtlMessage.Envelope("Liar", TIME, Metadata.NONE);

  private final List<IgtlMessage> messages = new ArrayList<>();
  private final IgtlFramer framer = new IgtlFramer(IgtlLimits.DEFAULT, ALL, messages::add);

  static Stream<Arguments> vectors() {
    return SampleMessages.all().entrySet().stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodesEachVector(String vector, IgtlMessage expected) throws Exception {
    feed(Vectors.bytes(vector));
    assertEquals(List.of(expected), messages);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodesEachVectorCutAnywhere(String vector, IgtlMessage expected) throws Exception {
    byte[] bytes = join(GOOD, Vectors.bytes(vector), GOOD);
    for (int chunk = 1; chunk <= bytes.length; chunk++) {
      List<IgtlMessage> parts = feedInChunks(bytes, chunk);
      assertEquals(3, parts.size());
      assertEquals(expected, parts.get(1));
    }
  }

  @Test
  void joinsAndSplitsAllOfThem() throws Exception {
    byte[] stream =
        join(SampleMessages.all().keySet().stream().map(Vectors::bytes).toArray(byte[][]::new));
    List<IgtlMessage> expected = List.copyOf(SampleMessages.all().values());
    for (int chunk = 1; chunk <= LARGEST_CHUNK; chunk++) {
      assertEquals(expected, feedInChunks(stream, chunk), "chunks of " + chunk);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void passesOverWhatNobodyAskedFor(String vector, IgtlMessage message) throws Exception {
    List<IgtlMessage> others = new ArrayList<>();
    var deaf = new IgtlFramer(IgtlLimits.DEFAULT, Set.of(IgtlType.TRANSFORM), others::add);
    byte[] damaged = Vectors.bytes(vector);
    damaged[50] ^= 1;
    deaf.feed(Unpooled.wrappedBuffer(damaged, GOOD));
    assertEquals(1, others.size(), message::toString);
    assertEquals(1, deaf.skipped());
    assertEquals(0, deaf.crcMismatches());
  }

  @Test
  void dropsOneWithAnyByteOfItsBodyDamaged() throws Exception {
    for (String vector : SampleMessages.all().keySet()) {
      byte[] good = Vectors.bytes(vector);
      for (int at = 58; at < good.length; at++) {
        messages.clear();
        byte[] damaged = good.clone();
        damaged[at] ^= 0x10;
        feed(join(damaged, good));
        assertEquals(List.of(SampleMessages.all().get(vector)), messages, vector);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 13, 23, 25, 27, 29, 48})
  void refusesPositionsOfOtherSizes(int size) throws Exception {
    assertMalformed(
        "POSITION", new byte[size], "POSITION of " + size + " bytes instead of 12, 24 or 28", 0);
  }

  @Test
  void refusesQuaternionsOfOtherSizes() throws Exception {
    assertMalformed("QTRANS", new byte[24], "QTRANS of 24 bytes instead of 28", 0);
    assertMalformed("QTDATA", new byte[51], "QTDATA of 51 bytes, no multiple of 50", 0);
  }

  @Test
  void refusesTextsThatLieAboutTheirLength() throws Exception {
    assertMalformed("STRING", new byte[3], "STRING of 3 bytes, less than 4", 0);
    assertMalformed(
        "STRING", new byte[] {0, 3, 0, 3, 'a', 'b'}, "STRING says 3 bytes of text and has 2", 2);
    assertMalformed("COMMAND", new byte[137], "COMMAND of 137 bytes, less than 138", 0);
    byte[] endless = new byte[138];
    Arrays.fill(endless, 134, 138, (byte) 0xFF);
    assertMalformed("COMMAND", endless, "COMMAND says 4294967295 bytes of text and has 0", 134);
    assertMalformed(
        "RTS_COMMAND", endless, "RTS_COMMAND says 4294967295 bytes of text and has 0", 134);
  }

  @Test
  void refusesListsThatDoNotComeOut() throws Exception {
    assertMalformed("SENSOR", new byte[9], "SENSOR of 9 bytes, less than 10", 0);
    byte[] one = new byte[17];
    one[0] = 1;
    assertMalformed("SENSOR", one, "SENSOR of 17 bytes for 1 readings", 0);
    assertDecoded("SENSOR", new byte[10], new IgtlMessage.Sensor(LIAR, 0, 0, List.of()));
    assertDecoded("STRING", new byte[4], new IgtlMessage.Text(LIAR, 0, ""));
    assertMalformed("POINT", new byte[137], "POINT of 137 bytes, no multiple of 136", 0);
    assertMalformed("CAPABILITY", new byte[13], "CAPABILITY of 13 bytes, no multiple of 12", 0);
  }

  @Test
  void refusesArraysThatAreNotAsLargeAsTheySay() throws Exception {
    assertMalformed("NDARRAY", new byte[1], "NDARRAY of 1 bytes, less than 2", 0);
    assertMalformed("NDARRAY", new byte[] {9, 0}, "NDARRAY of elements of unknown type 9", 0);
    assertMalformed("NDARRAY", new byte[] {2, 1, 0}, "NDARRAY too short for its 1 dimensions", 1);
    assertMalformed(
        "NDARRAY", new byte[] {2, 1, 0, 2, 7}, "NDARRAY of 1 bytes of data, not what it says", 1);
    // 65535 to the power of 255 times 16 is 0 in 64 bits only if nobody looks.
    byte[] vast = new byte[2 + 2 * 255];
    Arrays.fill(vast, (byte) 0xFF);
    vast[0] = 13;
    assertMalformed("NDARRAY", vast, "NDARRAY of 0 bytes of data, not what it says", 1);
  }

  @Test
  void refusesQueriesWithContentOfAnotherSize() throws Exception {
    assertMalformed("GET_TRANS", new byte[1], "GET_TRANS of 1 bytes instead of 0", 0);
    assertMalformed("STP_TDATA", new byte[1], "STP_TDATA of 1 bytes instead of 0", 0);
    assertMalformed("STT_TDATA", new byte[35], "STT_TDATA of 35 bytes instead of 36", 0);
    assertMalformed("RTS_TDATA", new byte[0], "RTS_TDATA of 0 bytes instead of 1", 0);
  }

  @Test
  void takesThreePartsOfAQuaternionForAUnitUnlessTheyAreTooLong() throws Exception {
    feed(position(0.8f, 0.6f, 0.001f));
    feed(position(1, 1, 1));
    assertEquals(0, realPart(0), 1e-6);
    assertTrue(Float.isNaN(realPart(1)));
  }

  /** The array is as large as a body may be; of it, only what one byte buffer took is held. */
  @Test
  void keepsNothingOfAnArray() throws Exception {
    byte[] shape = ByteBuffer.allocate(6).put((byte) 3).put((byte) 2).putInt(0x0400_0300).array();
    byte[] body = join(shape, new byte[1024 * 768]);
    ByteBuf large = Unpooled.wrappedBuffer(RawMessage.of(1, "NDARRAY", "Grid", TIME, body));
    framer.feed(large.readerIndex(0));
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    bean.getCurrentThreadAllocatedBytes();
    long before = bean.getCurrentThreadAllocatedBytes();
    framer.feed(large.readerIndex(0));
    assertTrue(bean.getCurrentThreadAllocatedBytes() - before < 10_000);
    assertEquals(Collections.nCopies(2, messages.getFirst()), messages);
    assertEquals(
        1024 * 768, assertInstanceOf(IgtlMessage.NdArray.class, messages.getFirst()).dataBytes());
  }

  private static byte[] position(float qx, float qy, float qz) {
    return RawMessage.of(1, "POSITION", "AToB", TIME, floats(1, 2, 3, qx, qy, qz));
  }

  private float realPart(int index) {
    return assertInstanceOf(IgtlMessage.Position.class, messages.get(index)).placement().qw();
  }

  private void assertDecoded(String type, byte[] body, IgtlMessage expected) throws Exception {
    messages.clear();
    feed(RawMessage.of(1, type, "Liar", TIME, body));
    assertEquals(List.of(expected), messages);
  }

  private void assertMalformed(String type, byte[] body, String reason, int offset)
      throws Exception {
    messages.clear();
    long before = framer.malformed();
    feed(join(GOOD, RawMessage.of(1, type, "Liar", TIME, body), GOOD));
    assertEquals(2, messages.size(), reason);
    assertEquals(before + 1, framer.malformed());
    IgtlException fault = framer.lastMalformed();
    assertNotNull(fault);
    assertEquals(reason, fault.reason());

    var fresh = new IgtlFramer(IgtlLimits.DEFAULT, ALL, _ -> {});
    fresh.feed(Unpooled.wrappedBuffer(RawMessage.of(1, type, "Liar", TIME, body)));
    IgtlException alone = fresh.lastMalformed();
    assertNotNull(alone);
    assertEquals(58 + offset, alone.offset(), reason);
  }

  private void feed(byte[] bytes) throws IgtlException {
    framer.feed(Unpooled.wrappedBuffer(bytes));
  }

  private static List<IgtlMessage> feedInChunks(byte[] bytes, int chunk) throws IgtlException {
    List<IgtlMessage> parts = new ArrayList<>();
    var chunked = new IgtlFramer(IgtlLimits.DEFAULT, ALL, parts::add);
    for (int at = 0; at < bytes.length; at += chunk) {
      chunked.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(chunk, bytes.length - at)));
    }
    return parts;
  }
}
