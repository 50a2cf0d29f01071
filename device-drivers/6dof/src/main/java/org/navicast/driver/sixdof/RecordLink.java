package org.navicast.driver.sixdof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.navicast.driver.io.DeviceLine;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.input.DeviceStatus;

/**
 * A serial line that speaks in records instead of bytes, and of which a long silence means that its
 * device is at rest or cut off.
 */
final class RecordLink<M> {
  /**
   * A cap or ball in a hand reports all the time; without a report for so long it counts as let go,
   * so that a pulled plug does not leave the view turning.
   */
  private static final int SILENCE_MILLIS = 500;

  private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS);
  private static final int BUFFER_BYTES = 1024;

  private final DeviceLine line;
  private final LongSupplier nanoTime;
  private final RecordDecoder<M> decoder;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final List<M> received = new ArrayList<>();
  private final Consumer<M> intoReceived = received::add;
  private long nowNanos;
  private long heardNanos;

  /** Takes a record that came at that time. */
  @FunctionalInterface
  interface Taker<M> {
    void take(M record, long nanos, InputSink sink) throws IOException;
  }

  /** Takes that the device has said nothing for so long that it counts as let go. */
  @FunctionalInterface
  interface Silence {
    void tell(long nanos, InputSink sink);
  }

  RecordLink(DeviceLine line, RecordDecoder<M> decoder, LongSupplier nanoTime) {
    this.line = line;
    this.decoder = decoder;
    this.nanoTime = nanoTime;
    this.heardNanos = nanoTime.getAsLong();
  }

  /** Sends a command, without its carriage return; the silence before it does not count. */
  void send(String command) throws IOException {
    heardNanos = nanoTime.getAsLong();
    line.write((command + '\r').getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Waits for bytes, at most for the time that counts as silence, and decodes all there are.
   *
   * @return false once the line was closed
   */
  boolean receive() throws IOException {
    return receive(SILENCE_MILLIS);
  }

  /**
   * Passes on what the device says until the line is closed. What it said before it is told to be
   * connected goes nowhere.
   *
   * @param product what it calls itself
   */
  void passOn(
      DriverContext context, String product, InputSink sink, Taker<M> taker, Silence silence)
      throws IOException, InterruptedException {
    ReadLoop.Reading reading =
        new ReadLoop.Reading() {
          @Override
          public void begin() throws IOException {
            for (int reads = 0; reads < MOST_BEFORE && read(0) > 0; reads++) {
              tell(taker, silence, InputSink.NOWHERE);
            }
            sink.accept(
                DeviceStatus.connected(context.device(), nanoTime.getAsLong(), product, ""));
          }

          @Override
          public int patienceMillis() {
            return SILENCE_MILLIS;
          }

          @Override
          public boolean take(int waitMillis) throws IOException {
            boolean isOpen = receive(waitMillis);
            if (isOpen) {
              tell(taker, silence, sink);
            }
            return isOpen;
          }
        };
    line.lend(files -> context.readLoop().run(files, reading));
  }

  private void tell(Taker<M> taker, Silence silence, InputSink sink) throws IOException {
    for (M record : received) {
      taker.take(record, nowNanos, sink);
    }
    if (isSilent()) {
      silence.tell(nowNanos, sink);
    }
  }

  /** The records that the last bytes completed; valid until the next. */
  List<M> received() {
    return received;
  }

  /** The device has said nothing for so long that it counts as let go, or does not answer. */
  boolean isSilent() {
    return nowNanos - heardNanos >= SILENCE_NANOS;
  }

  private boolean receive(int waitMillis) throws IOException {
    return read(waitMillis) != DeviceLine.CLOSED;
  }

  private int read(int waitMillis) throws IOException {
    received.clear();
    int count = line.read(buffer, waitMillis);
    nowNanos = nanoTime.getAsLong();
    if (count > 0) {
      heardNanos = nowNanos;
      decoder.decode(buffer, count, intoReceived);
    }
    return count;
  }
}
