package org.navicast.driver.footswitch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.SerialLine;
import org.navicast.driver.io.SerialLines;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
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
  public void run(InputSink sink) throws IOException {
    try (SerialLine line = SerialLines.open(config.port(), config.serial())) {
      closing.onClose(line::close);
      sink.accept(DeviceStatus.connected(context.device(), context.nanoTime().getAsLong(), "", ""));
      pass(line, sink);
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  private void pass(SerialLine line, InputSink sink) throws IOException {
    SerialPedalDecoder decoder = config.decoder();
    PedalTranslator translator = PedalTranslator.ofUp(context.device(), config.controls());
    List<SerialPedalMessage> messages = new ArrayList<>();
    Consumer<SerialPedalMessage> intoMessages = messages::add;
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = line.read(buffer); count != SerialLine.CLOSED; count = line.read(buffer)) {
      long now = context.nanoTime().getAsLong();
      decoder.decode(buffer, count, intoMessages);
      for (SerialPedalMessage message : messages) {
        switch (message) {
          case SerialPedalMessage.Down(int pedal) -> translator.set(pedal, true, now, sink);
          case SerialPedalMessage.Up(int pedal) -> translator.set(pedal, false, now, sink);
        }
      }
      messages.clear();
    }
  }
}
