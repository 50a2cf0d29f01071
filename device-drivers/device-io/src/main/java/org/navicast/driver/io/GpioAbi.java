package org.navicast.driver.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The words in which Linux is asked for GPIO lines: version 2 of its character device, kernel 5.10
 * and later (linux/gpio.h; the same on x86-64 and arm64).
 */
final class GpioAbi {
  static final long GET_CHIPINFO = 0x8044B401L;
  static final long GET_LINEINFO = 0xC100B405L;
  static final long GET_LINE = 0xC250B407L;
  static final long GET_VALUES = 0xC010B40EL;

  /** struct gpiochip_info: char name[32], char label[32], u32 lines. */
  static final long CHIPINFO_BYTES = 68;

  /** struct gpio_v2_line_info: char name[32], char consumer[32], u32 offset, …, u64 flags, …. */
  static final long LINEINFO_BYTES = 256;

  /** struct gpio_v2_line_request: u32 offsets[64], char consumer[32], config, u32 num_lines, …. */
  static final long REQUEST_BYTES = 592;

  /** struct gpio_v2_line_values: u64 bits, u64 mask. */
  static final long VALUES_BYTES = 16;

  /** struct gpio_v2_line_event: u64 timestamp_ns, u32 id, u32 offset, u32 seqno, …. */
  static final int EVENT_BYTES = 48;

  private static final String CONSUMER = "navicast";
  private static final int NAME_BYTES = 32;
  private static final long CHIP_LABEL_AT = 32;
  private static final long CHIP_LINES_AT = 64;
  private static final long LINE_CONSUMER_AT = 32;
  private static final long LINE_NUMBER_AT = 64;
  private static final long LINE_FLAGS_AT = 72;
  private static final long CONSUMER_AT = 256;
  private static final long FLAGS_AT = 288;
  private static final long ATTRIBUTES_AT = 296;
  private static final long FIRST_ATTRIBUTE_AT = 320;
  private static final long LINES_AT = 560;
  private static final long DESCRIPTOR_AT = 588;
  private static final int EVENT_ID_AT = 8;
  private static final int EVENT_LINE_AT = 12;

  private static final long USED = 1;
  private static final long INPUT = 1 << 2;
  private static final long BOTH_EDGES = 1 << 4 | 1 << 5;
  private static final long PULL_UP = 1 << 8;
  private static final long PULL_DOWN = 1 << 9;
  private static final long NO_PULL = 1 << 10;
  private static final int DEBOUNCE = 3;
  private static final int RISING_EDGE = 1;

  private GpioAbi() {}

  static String chipLabel(MemorySegment info) {
    return text(info, CHIP_LABEL_AT);
  }

  static int chipLines(MemorySegment info) {
    return info.get(JAVA_INT, CHIP_LINES_AT);
  }

  /** Makes the question about a line. */
  static void askFor(int number, MemorySegment info) {
    info.fill((byte) 0);
    info.set(JAVA_INT, LINE_NUMBER_AT, number);
  }

  /** The answer. */
  static GpioChip.Line line(MemorySegment info) {
    boolean used = (info.get(JAVA_LONG, LINE_FLAGS_AT) & USED) != 0;
    String user = text(info, LINE_CONSUMER_AT);
    return new GpioChip.Line(
        info.get(JAVA_INT, LINE_NUMBER_AT),
        text(info, 0),
        used && user.isEmpty() ? "the kernel" : user);
  }

  /**
   * Writes a request for inputs that tell both edges.
   *
   * @param into {@value #REQUEST_BYTES} bytes
   */
  static void write(GpioRequest request, MemorySegment into) {
    into.fill((byte) 0);
    int count = request.lines().size();
    for (int i = 0; i < count; i++) {
      into.setAtIndex(JAVA_INT, i, request.lines().get(i));
    }
    into.setString(CONSUMER_AT, CONSUMER);
    into.set(
        JAVA_LONG,
        FLAGS_AT,
        INPUT
            | BOTH_EDGES
            | switch (request.pull()) {
              case UP -> PULL_UP;
              case DOWN -> PULL_DOWN;
              case NONE -> NO_PULL;
            });
    if (request.debounceMicros() > 0) {
      into.set(JAVA_INT, ATTRIBUTES_AT, 1);
      into.set(JAVA_INT, FIRST_ATTRIBUTE_AT, DEBOUNCE);
      into.set(JAVA_INT, FIRST_ATTRIBUTE_AT + 8, request.debounceMicros());
      into.set(JAVA_LONG, FIRST_ATTRIBUTE_AT + 16, allOf(count));
    }
    into.set(JAVA_INT, LINES_AT, count);
  }

  /** The descriptor by which a granted request is read. */
  static int descriptor(MemorySegment request) {
    return request.get(JAVA_INT, DESCRIPTOR_AT);
  }

  /** Makes the question for the levels of all lines of a request. */
  static void askForLevels(int count, MemorySegment values) {
    values.set(JAVA_LONG, 0, 0);
    values.set(JAVA_LONG, 8, allOf(count));
  }

  /** The answer for one of them, by its place in the request. */
  static boolean isHigh(MemorySegment values, int line) {
    return (values.get(JAVA_LONG, 0) >>> line & 1) != 0;
  }

  /** Edges as they are read, one after another. */
  static ByteBuffer events(byte[] bytes, int count) {
    return ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.nativeOrder());
  }

  static long eventNanos(ByteBuffer events, int at) {
    return events.getLong(at);
  }

  static boolean eventIsRising(ByteBuffer events, int at) {
    return events.getInt(at + EVENT_ID_AT) == RISING_EDGE;
  }

  /** Number of the line on its chip. */
  static int eventLine(ByteBuffer events, int at) {
    return events.getInt(at + EVENT_LINE_AT);
  }

  private static long allOf(int count) {
    return count == Long.SIZE ? -1L : (1L << count) - 1;
  }

  private static String text(MemorySegment from, long at) {
    byte[] bytes = from.asSlice(at, NAME_BYTES).toArray(JAVA_BYTE);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, UTF_8);
  }
}
