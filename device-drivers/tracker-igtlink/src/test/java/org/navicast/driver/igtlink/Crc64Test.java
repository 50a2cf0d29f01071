package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Crc64Test {

  @Test
  void givesTheCheckValueOfItsDefinition() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertEquals(0x6C40DF5F0B497347L, Crc64.of(Unpooled.wrappedBuffer(digits), 0, 9));
    assertEquals(0, Crc64.of(Unpooled.wrappedBuffer(digits), 3, 0));
  }

  @Test
  void isTheSameAsBitByBitForEveryLengthAndPlace() {
    byte[] bytes = new byte[80];
    new Random(42).nextBytes(bytes);
    ByteBuf heap = Unpooled.copiedBuffer(new byte[3], bytes).slice(3, bytes.length);
    ByteBuf direct = Unpooled.directBuffer().writeBytes(bytes);
    for (int from = 0; from < 9; from++) {
      for (int length = 0; length <= bytes.length - from; length++) {
        long expected = RawMessage.crc(Arrays.copyOfRange(bytes, from, from + length));
        assertEquals(expected, Crc64.of(heap, from, length));
        assertEquals(expected, Crc64.of(direct, from, length));
      }
    }
    direct.release();
  }

  @Test
  void staysWithinTheBuffer() {
    ByteBuf heap = Unpooled.wrappedBuffer(new byte[16]).slice(0, 8);
    ByteBuf direct = Unpooled.directBuffer(8, 8);
    assertThrows(IndexOutOfBoundsException.class, () -> Crc64.of(heap, 4, 8));
    assertThrows(IndexOutOfBoundsException.class, () -> Crc64.of(direct, 4, 8));
    direct.release();
  }
}
