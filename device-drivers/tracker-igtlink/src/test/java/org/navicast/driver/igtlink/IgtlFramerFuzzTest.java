package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes: no exception but the typed one, and the same messages however it is cut. */
final class IgtlFramerFuzzTest {
  private static final IgtlLimits LIMITS = new IgtlLimits(1 << 16, 1 << 16);

  /** What a stream came to. */
  private record Outcome(
      List<IgtlMessage> messages, long skipped, long crcMismatches, long malformed, String end) {}

  static Stream<byte[]> vectors() {
    return Stream.concat(Vectors.NAMES.stream().map(Vectors::bytes), Stream.of(Vectors.stream()));
  }

  @MethodSource("vectors")
  @FuzzTest(maxDuration = "1m")
  void isTheSameHoweverItIsCut(byte[] bytes) {
    check(bytes);
  }

  /** The same with checksums put right, so that the fuzzer gets past them. */
  @MethodSource("vectors")
  @FuzzTest(maxDuration = "1m")
  void isTheSameWithRightChecksums(byte[] bytes) {
    check(withRightChecksums(bytes));
  }

  private static void check(byte[] bytes) {
    Outcome whole = feed(bytes, bytes.length);
    assertEquals(whole, feed(bytes, 1));
    assertEquals(whole, feed(bytes, 61));
  }

  private static Outcome feed(byte[] bytes, int chunk) {
    List<IgtlMessage> messages = new ArrayList<>();
    var framer = new IgtlFramer(LIMITS, messages::add);
    String end = "";
    try {
      for (int at = 0; at < bytes.length; at += chunk) {
        framer.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(chunk, bytes.length - at)));
      }
    } catch (IgtlException e) {
      end = e.reason() + " at byte " + e.offset();
    }
    return new Outcome(messages, framer.skipped(), framer.crcMismatches(), framer.malformed(), end);
  }

  private static byte[] withRightChecksums(byte[] bytes) {
    byte[] right = bytes.clone();
    ByteBuffer view = ByteBuffer.wrap(right);
    int at = 0;
    while (at + 58 <= right.length) {
      long size = view.getLong(at + 42);
      if (size < 0 || size > right.length - at - 58) {
        break;
      }
      byte[] body = new byte[(int) size];
      view.get(at + 58, body);
      view.putLong(at + 50, RawMessage.crc(body));
      at += 58 + (int) size;
    }
    return right;
  }
}
