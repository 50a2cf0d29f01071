package org.navicast.driver.sixdof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.navicast.driver.io.SerialLine;

/** A serial line that speaks in records instead of bytes. */
final class RecordLink<M> {
  private static final int BUFFER_BYTES = 1024;

  private final SerialLine line;
  private final LongSupplier nanoTime;
  private final RecordDecoder<M> decoder;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final List<M> received = new ArrayList<>();
  private final Consumer<M> intoReceived = received::add;
  private long receivedNanos;

  RecordLink(SerialLine line, RecordDecoder<M> decoder, LongSupplier nanoTime) {
    this.line = line;
    this.decoder = decoder;
    this.nanoTime = nanoTime;
  }

  /** Sends a command, without its carriage return. */
  void send(String command) throws IOException {
    line.write((command + '\r').getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Waits for bytes and decodes all there are.
   *
   * @return as {@link SerialLine#read}: the number of bytes, 0 after silence, {@link
   *     SerialLine#CLOSED}
   */
  int receive() throws IOException {
    received.clear();
    int count = line.read(buffer);
    receivedNanos = nanoTime.getAsLong();
    if (count > 0) {
      decoder.decode(buffer, count, intoReceived);
    }
    return count;
  }

  /** The records that the last {@link #receive} completed; valid until the next. */
  List<M> received() {
    return received;
  }

  /** When the last {@link #receive} came back from the line. */
  long receivedNanos() {
    return receivedNanos;
  }
}
