package org.navicast.driver.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lines that the kernel granted. It stamps edges with the clock that {@link System#nanoTime} reads
 * on Linux, CLOCK_MONOTONIC, and where more came than it keeps it drops the oldest, so that the
 * last word about a line is always there.
 */
final class GpiochipInputs implements GpioInputs {
  private static final int EVENTS_AT_ONCE = 64;

  private final String chip;
  private final List<Integer> lines;
  private final LongSupplier nanoTime;
  private final int descriptor;
  private final PolledFile file;
  private final Occupancy occupancy;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment values = arena.allocate(GpioAbi.VALUES_BYTES, 8);
  private final byte[] buffer = new byte[EVENTS_AT_ONCE * GpioAbi.EVENT_BYTES];

  private GpiochipInputs(
      int descriptor, PolledFile file, GpioRequest request, LongSupplier nanoTime) {
    this.chip = request.chip();
    this.lines = request.lines();
    this.nanoTime = nanoTime;
    this.descriptor = descriptor;
    this.file = file;
    this.occupancy = new Occupancy(file::wake, this::release);
  }

  /** Takes over the descriptor of a granted request, even where this fails. */
  static GpioInputs of(int descriptor, GpioRequest request, LongSupplier nanoTime)
      throws IOException {
    return new GpiochipInputs(descriptor, PolledFile.of(descriptor), request, nanoTime);
  }

  @Override
  public boolean await(int millis, LevelSink sink) throws IOException {
    if (!occupancy.enter()) {
      return false;
    }
    boolean stillOpen;
    try {
      switch (file.awaitReadable(millis)) {
        case READABLE -> tellEdges(sink);
        case SILENT -> tellLevels(sink);
        case WOKEN -> {
          // closed meanwhile
        }
      }
    } finally {
      stillOpen = occupancy.leave();
    }
    return stillOpen;
  }

  @Override
  public void close() {
    occupancy.close();
  }

  private void tellEdges(LevelSink sink) throws IOException {
    int count = file.read(buffer);
    if (count <= 0) {
      throw gone(-count);
    }
    ByteBuffer events = GpioAbi.events(buffer, count);
    for (int at = 0; at + GpioAbi.EVENT_BYTES <= count; at += GpioAbi.EVENT_BYTES) {
      sink.level(
          lines.indexOf(GpioAbi.eventLine(events, at)),
          GpioAbi.eventIsRising(events, at),
          GpioAbi.eventNanos(events, at),
          true);
    }
  }

  private void tellLevels(LevelSink sink) throws IOException {
    GpioAbi.askForLevels(lines.size(), values);
    int errno = SystemCalls.ioctl(descriptor, GpioAbi.GET_VALUES, values);
    if (errno != 0) {
      throw gone(errno);
    }
    long now = nanoTime.getAsLong();
    for (int line = 0; line < lines.size(); line++) {
      sink.level(line, GpioAbi.isHigh(values, line), now, false);
    }
  }

  private IOException gone(int errno) {
    return new IOException(
        chip + " is gone; its adapter was unplugged (system error " + errno + ")");
  }

  private void release() {
    file.close();
    arena.close();
  }
}
