package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;

final class IgtlEncoderTest {
  private static final Envelope PLAIN = new Envelope("", 0, Metadata.NONE);

  static Stream<Arguments> vectors() {
    return SampleMessages.written().entrySet().stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void writesTheBytesOfTheVectors(String vector, IgtlMessage message) {
    assertArrayEquals(Vectors.bytes(vector), encode(vector.contains("-v1") ? 1 : 2, message));
  }

  /** What came from the bytes of others goes the whole way round, in either version. */
  @Test
  void writesWhatIsReadAsTheSame() throws Exception {
    List<IgtlMessage> messages = decode(Vectors.stream());
    messages.addAll(SampleMessages.all().values());
    for (IgtlMessage message : messages) {
      assertEquals(List.of(message), decode(encode(2, message)));
      if (message.envelope().metadata().values().isEmpty()) {
        assertEquals(List.of(message), decode(encode(1, message)));
      }
    }
  }

  @Test
  void leavesMetadataOutWhereThereIsNoRoomForThem() throws Exception {
    var told = new Envelope("A", 7, new Metadata(Map.of("Status", "OK")));
    Matrix matrix = new Matrix(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3);
    assertEquals(
        List.of(new IgtlMessage.Transform(new Envelope("A", 7, Metadata.NONE), matrix)),
        decode(encode(1, new IgtlMessage.Transform(told, matrix))));
  }

  @Test
  void fillsFieldsToTheirEndAndNotBeyond() throws Exception {
    String twenty = "n".repeat(20);
    IgtlMessage full = new IgtlMessage.Status(new Envelope(twenty, 0, Metadata.NONE), 2, 0, "", "");
    assertEquals(List.of(full), decode(encode(2, full)));
    assertTooLong(
        new IgtlMessage.Status(new Envelope(twenty + "n", 0, Metadata.NONE), 2, 0, "", ""));
    assertTooLong(new IgtlMessage.Status(PLAIN, 2, 0, "ä".repeat(11), ""));
    assertTooLong(new IgtlMessage.Capability(PLAIN, List.of("ThirteenBytes")));
    assertTooLong(new IgtlMessage.Text(PLAIN, 106, "x".repeat(65_536)));
    assertTooLong(new IgtlMessage.Sensor(PLAIN, 0, 0, Collections.nCopies(256, 1.0)));
  }

  private static void assertTooLong(IgtlMessage message) {
    assertThrows(IllegalArgumentException.class, () -> encode(2, message));
  }

  private static byte[] encode(int version, IgtlMessage message) {
    ByteBuf bytes = IgtlEncoder.encode(UnpooledByteBufAllocator.DEFAULT, version, message);
    try {
      return ByteBufUtil.getBytes(bytes);
    } finally {
      bytes.release();
    }
  }

  private static List<IgtlMessage> decode(byte[] bytes) throws IgtlException {
    List<IgtlMessage> messages = new ArrayList<>();
    new IgtlFramer(IgtlLimits.DEFAULT, EnumSet.allOf(IgtlType.class), messages::add)
        .feed(Unpooled.wrappedBuffer(bytes));
    return messages;
  }
}
