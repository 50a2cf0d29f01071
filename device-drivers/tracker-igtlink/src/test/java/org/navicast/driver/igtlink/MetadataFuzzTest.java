package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as metadata: first the length of their header (one byte), then header, keys and values.
 * Nothing is kept that is not asked for, and nothing is read beyond the end.
 */
final class MetadataFuzzTest {
  private static final int LONGEST = 255;

  static Stream<byte[]> seeds() {
    return Stream.of(
        pairs("TransformStatus", "OK", "TransformValid", "true"),
        pairs("IGTL_DEVICE_NAME", "StylusTipOfTheOtherHandToReference", "PatientName", "nobody"),
        new byte[] {2, 0, 0},
        new byte[] {0});
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void keepsOnlyWhatIsAskedFor(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > StreamTrial.MAX_BYTES) {
      return;
    }
    ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
    int header = Math.min(bytes[0] & 0xFF, bytes.length - 1);
    try {
      Metadata metadata = Metadata.read(buffer, 1, 0, header, bytes.length - 1 - header);
      metadata
          .values()
          .forEach(
              (key, value) -> {
                assertTrue(
                    key.endsWith(Metadata.STATUS)
                        || key.endsWith(Metadata.INDEX)
                        || key.equals(Metadata.TRANSFORM_VALID)
                        || key.equals(Metadata.DEVICE_NAME),
                    key);
                assertTrue(key.length() <= LONGEST && value.length() <= LONGEST, key);
              });
    } catch (IgtlException e) {
      assertFalse(e.reason().isEmpty());
      assertTrue(e.offset() >= 0 && e.offset() < bytes.length, e.reason());
    }
  }

  /** A header for two pairs of text, and the pairs. */
  private static byte[] pairs(String key, String value, String key2, String value2) {
    ByteBuf out = Unpooled.buffer();
    out.writeByte(2 + 2 * 8).writeShort(2);
    out.writeShort(key.length()).writeShort(3).writeInt(value.length());
    out.writeShort(key2.length()).writeShort(3).writeInt(value2.length());
    out.writeCharSequence(key + value + key2 + value2, StandardCharsets.US_ASCII);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes).release();
    return bytes;
  }
}
