package org.navicast.driver.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The layout of the kernel's structures. The bytes are those that a C program wrote with
 * linux/gpio.h of Linux 6.12 on a little-endian machine.
 */
class GpioAbiTest {
  @Test
  void aRequestIsWhatCWouldWrite() {
    byte[] expected = new byte[(int) GpioAbi.REQUEST_BYTES];
    put(expected, 0, "11 00 00 00 2c 01"); // lines 17 and 300
    System.arraycopy("navicast".getBytes(US_ASCII), 0, expected, 256, 8);
    put(expected, 288, "34 01"); // input, both edges, pull up
    put(expected, 296, "01"); // one attribute
    put(expected, 320, "03"); // debounce
    put(expected, 328, "88 13"); // 5000 microseconds
    put(expected, 336, "03"); // of the first and the second line
    put(expected, 560, "02"); // two lines

    assertArrayEquals(
        expected,
        written(new GpioRequest("/dev/gpiochip0", List.of(17, 300), GpioRequest.Pull.UP, 5_000)));
  }

  @Test
  void withoutDebounceNoAttributeIsAskedFor() {
    byte[] bytes = written(new GpioRequest("/dev/gpiochip0", List.of(0), GpioRequest.Pull.DOWN, 0));
    assertEquals(0x34, bytes[288]);
    assertEquals(0x02, bytes[289]);
    assertEquals(0, bytes[296]);
    assertEquals(
        0x04,
        written(new GpioRequest("/dev/gpiochip0", List.of(0), GpioRequest.Pull.NONE, 0))[289]);
  }

  @Test
  void aLineSaysItsNameAndWhoHasIt() {
    byte[] info = new byte[(int) GpioAbi.LINEINFO_BYTES];
    put(info, 0, "47 50 49 4f 31 37"); // GPIO17
    put(info, 64, "11");
    assertEquals(new GpioChip.Line(17, "GPIO17", ""), GpioAbi.line(segment(info)));

    put(info, 72, "01"); // in use
    assertEquals(new GpioChip.Line(17, "GPIO17", "the kernel"), GpioAbi.line(segment(info)));

    put(info, 32, "6c 65 64"); // by led
    assertEquals(new GpioChip.Line(17, "GPIO17", "led"), GpioAbi.line(segment(info)));
  }

  @Test
  void edgesAreReadOneAfterAnother() {
    byte[] bytes = new byte[2 * GpioAbi.EVENT_BYTES];
    put(bytes, 0, "15 cd 5b 07 00 00 00 00 01 00 00 00 11"); // 123456789 ns, rising, line 17
    put(bytes, 48, "16 cd 5b 07 00 00 00 00 02 00 00 00 2c 01"); // 1 ns later, falling, line 300
    ByteBuffer events = GpioAbi.events(bytes, bytes.length);
    assertEquals(123_456_789, GpioAbi.eventNanos(events, 0));
    assertTrue(GpioAbi.eventIsRising(events, 0));
    assertEquals(17, GpioAbi.eventLine(events, 0));
    assertEquals(123_456_790, GpioAbi.eventNanos(events, 48));
    assertFalse(GpioAbi.eventIsRising(events, 48));
    assertEquals(300, GpioAbi.eventLine(events, 48));
  }

  private static byte[] written(GpioRequest request) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(GpioAbi.REQUEST_BYTES, 8);
      GpioAbi.write(request, segment);
      return segment.toArray(JAVA_BYTE);
    }
  }

  private static MemorySegment segment(byte[] bytes) {
    return Arena.ofAuto().allocate(bytes.length, 8).copyFrom(MemorySegment.ofArray(bytes));
  }

  private static void put(byte[] bytes, int at, String hex) {
    byte[] part = HexFormat.ofDelimiter(" ").parseHex(hex);
    System.arraycopy(part, 0, bytes, at, part.length);
  }
}
