package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** What holds of any bytes, for the fuzz tests. */
final class StreamTrial {
  private static final IgtlLimits LIMITS = new IgtlLimits(1 << 16, 1 << 16);

  private StreamTrial() {}

  /** What a stream came to. */
  private record Outcome(
      List<IgtlMessage> messages, long skipped, long crcMismatches, long malformed, String end) {}

  /** Where a fuzzer may start: each vector, and those of a tracker joined. */
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Stream.concat(Vectors.NAMES.stream(), SampleMessages.all().keySet().stream())
            .map(Vectors::bytes),
        Stream.of(Vectors.stream()));
  }

  /** No exception but the typed one, and the same messages however it is cut. */
  static List<IgtlMessage> isTheSameHoweverItIsCut(byte[] bytes) {
    Outcome whole = feed(bytes, bytes.length);
    assertEquals(whole, feed(bytes, 1));
    assertEquals(whole, feed(bytes, 61));
    return whole.messages();
  }

  /** What was read can be written and read again. */
  static void goesRound(IgtlMessage message) {
    if (message.toString().indexOf('\uFFFD') >= 0) {
      return; // bytes that were no text are told by a sign that takes more room than they did
    }
    ByteBuf encoded = IgtlEncoder.encode(UnpooledByteBufAllocator.DEFAULT, 2, message);
    byte[] bytes = new byte[encoded.readableBytes()];
    encoded.readBytes(bytes).release();
    assertEquals(List.of(message), feed(bytes, bytes.length).messages());
  }

  /** The same stream with the checksum of each whole message put right. */
  static byte[] withRightChecksums(byte[] bytes) {
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

  private static Outcome feed(byte[] bytes, int chunk) {
    List<IgtlMessage> messages = new ArrayList<>();
    var framer = new IgtlFramer(LIMITS, EnumSet.allOf(IgtlType.class), messages::add);
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
}
