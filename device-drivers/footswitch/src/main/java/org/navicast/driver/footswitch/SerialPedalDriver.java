package org.navicast.driver.footswitch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.SerialLines;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.input.DeviceStatus;

/**
 * Pedals on a serial board. The board is never asked anything, so that its port being open is all
 * that can be known of it.
 */
final class SerialPedalDriver implements DeviceDriver {
  private static final int BUFFER_BYTES = 256;

  private final SerialPedalConfig config;
  private final DriverContext context;
  private final CloseSwitch closing = new CloseSwitch();

  SerialPedalDriver(SerialPedalConfig config, DriverContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    try (DeviceLine line = SerialLines.open(config.port(), config.serial())) {
      closing.onClose(line::close);
      line.lend(files -> context.readLoop().run(files, new Messages(line, sink)));
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  /** Reads one message after another. */
  private final class Messages implements ReadLoop.Reading {
    private final DeviceLine line;
    private final InputSink sink;
    private final SerialPedalDecoder decoder = config.decoder();
    private final PedalTranslator translator =
        PedalTranslator.ofUp(context.device(), config.controls());
    private final List<SerialPedalMessage> messages = new ArrayList<>();
    private final Consumer<SerialPedalMessage> intoMessages = messages::add;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    Messages(DeviceLine line, InputSink sink) {
      this.line = line;
      this.sink = sink;
    }

    @Override
    public void begin() throws IOException {
      int count = line.read(buffer, 0);
      for (int reads = 1; count > 0 && reads < MOST_BEFORE; reads++) {
        take(count, context.nanoTime().getAsLong(), InputSink.NOWHERE);
        count = line.read(buffer, 0);
      }
      sink.accept(DeviceStatus.connected(context.device(), context.nanoTime().getAsLong(), "", ""));
    }

    @Override
    public boolean take(int waitMillis) throws IOException {
      int count = line.read(buffer, waitMillis);
      if (count > 0) {
        take(count, context.nanoTime().getAsLong(), sink);
      }
      return count != DeviceLine.CLOSED;
    }

    private void take(int count, long now, InputSink to) {
      decoder.decode(buffer, count, intoMessages);
      for (SerialPedalMessage message : messages) {
        switch (message) {
          case SerialPedalMessage.Down(int pedal) -> translator.set(pedal, true, now, to);
          case SerialPedalMessage.Up(int pedal) -> translator.set(pedal, false, now, to);
        }
      }
      messages.clear();
    }
  }
}
