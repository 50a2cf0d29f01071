package org.navicast.hub.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  private static final int LONGEST = 40;

  @Test
  void asciiOfAnyLengthIsText() {
    for (int length = 0; length <= LONGEST; length++) {
      assertTrue(is("x".repeat(length).getBytes(US_ASCII)));
    }
  }

  /** Wherever it stands to the steps of eight, and though a step ends in it. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "\u20ac", "\ud83e\uddb6"})
  void whatIsWrittenInSeveralBytesIsTextAsAWholeOnly(String sign) {
    byte[] bytes = sign.getBytes(UTF_8);
    for (int before = 0; before <= LONGEST; before++) {
      byte[] message = new byte[LONGEST + bytes.length];
      Arrays.fill(message, (byte) 'x');
      System.arraycopy(bytes, 0, message, before, bytes.length);
      assertTrue(is(message));
      message[before + bytes.length - 1] = 'x';
      assertFalse(is(message));
    }
  }

  @Test
  void onlyWhatIsReadableCountsAndIsReadByNobody() {
    ByteBuf message = Unpooled.wrappedBuffer(new byte[] {(byte) 0xff, 'x', 'x', (byte) 0xff});
    message.setIndex(1, 3);
    assertTrue(Utf8.is(message));
    assertEquals(1, message.readerIndex());
  }

  private static boolean is(byte[] message) {
    return Utf8.is(Unpooled.wrappedBuffer(message));
  }
}
