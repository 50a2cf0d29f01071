package org.navicast.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDevices;
import org.navicast.driver.io.HidDoor;

/**
 * {@code DOOR IDS WARM-UP COUNT}: reads so many reports of a HID device through {@code hidraw} or
 * {@code hid4java}, each of which is the moment at which it was sent (eight bytes, little endian,
 * nanoseconds of the clock that {@link System#nanoTime} reads), and prints one line of JSON: what a
 * report took to arrive, and what it cost the thread that reads.
 */
public final class HidReader {
  private HidReader() {}

  /** Says {@code reading} once it is ready. */
  public static void main(String[] args) throws IOException {
    HidDoor door = args[0].equals("hid4java") ? HidDevices.hid4java() : HidDevices.hidraw();
    long began = System.nanoTime();
    HidDevice device =
        door.list().stream()
            .filter(it -> it.ids().equals(args[1]))
            .findFirst()
            .orElseThrow(() -> new IOException("no device " + args[1]));
    try (DeviceLine line = door.open(device)) {
      long opened = System.nanoTime();
      System.out.println("reading");
      measure(line, Integer.parseInt(args[2]), new Histogram(3));
      Histogram latency = new Histogram(3);
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long cpuBefore = threads.getCurrentThreadCpuTime();
      int count = Integer.parseInt(args[3]);
      measure(line, count, latency);
      long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
      System.out.println(
          String.format(
              Locale.ROOT,
              "{\"door\":\"%s\",\"openMillis\":%d,\"p50Micros\":%d,\"p95Micros\":%d,"
                  + "\"maxMicros\":%d,\"cpuMicrosPerReport\":%d}",
              args[0],
              (opened - began) / 1_000_000,
              latency.getValueAtPercentile(50) / 1000,
              latency.getValueAtPercentile(95) / 1000,
              latency.getMaxValue() / 1000,
              cpu / count / 1000));
    }
  }

  private static void measure(DeviceLine line, int count, Histogram latency) throws IOException {
    byte[] report = new byte[64];
    ByteBuffer sent = ByteBuffer.wrap(report).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (line.read(report) < Long.BYTES) {
        throw new IOException("a report is too short");
      }
      latency.recordValue(Math.max(0, System.nanoTime() - sent.getLong(0)));
    }
  }
}
