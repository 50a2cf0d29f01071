package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** What holds of any bytes, for the fuzz tests. */
final class StreamTrial {

  /**
   * Longer inputs are passed by: this holds several messages of each type but the longest, and what
   * is longer costs time without showing more.
   */
  static final int MAX_BYTES = 1024;

  private static final IgtlLimits LIMITS = new IgtlLimits(1 << 16, 1 << 16);
  private static final TypeTable ALL_TYPES = new TypeTable(EnumSet.allOf(IgtlType.class));

  /** Into so many pieces is what is short cut byte by byte, and what is longer as finely. */
  private static final int FINE_PIECES = 64;

  private StreamTrial() {}

  /** What a stream came to. */
  private record Outcome(
      List<IgtlMessage> messages, long skipped, long crcMismatches, long malformed, String end) {}

  /** Where a fuzzer may start: each vector, and those of a tracker joined. */
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Stream.concat(Vectors.NAMES.stream(), SampleMessages.all().keySet().stream())
            .map(Vectors::bytes),
        Stream.of(Arrays.copyOf(Vectors.stream(), MAX_BYTES)));
  }

  /** No exception but the typed one, and the same messages however it is cut. */
  static List<IgtlMessage> isTheSameHoweverItIsCut(byte[] bytes) {
    Outcome whole = feed(bytes, bytes.length);
    assertEquals(whole, feed(bytes, 61));
    assertEquals(whole, feed(bytes, Math.max(1, bytes.length / FINE_PIECES)));
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
    ByteBuf view = Unpooled.wrappedBuffer(right);
    int at = 0;
    while (at + IgtlHeader.BYTES <= right.length) {
      int body = at + IgtlHeader.BYTES;
      long size = IgtlHeader.size(view, at);
      if (size < 0 || size > right.length - body) {
        break;
      }
      view.setLong(at + IgtlHeader.CRC_AT, Crc64.of(view, body, (int) size));
      at = body + (int) size;
    }
    return right;
  }

  private static Outcome feed(byte[] bytes, int chunk) {
    List<IgtlMessage> messages = new ArrayList<>();
    var framer = new IgtlFramer(LIMITS, ALL_TYPES, messages::add);
    // One buffer that shows more with each step: a slice for each would be most of the work.
    ByteBuf shown = Unpooled.wrappedBuffer(bytes).writerIndex(0);
    String end = "";
    try {
      while (shown.writerIndex() < bytes.length) {
        framer.feed(shown.writerIndex(Math.min(shown.writerIndex() + chunk, bytes.length)));
      }
    } catch (IgtlException e) {
      end = e.reason() + " at byte " + e.offset();
    }
    return new Outcome(messages, framer.skipped(), framer.crcMismatches(), framer.malformed(), end);
  }
}
