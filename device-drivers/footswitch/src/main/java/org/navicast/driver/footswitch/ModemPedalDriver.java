package org.navicast.driver.footswitch;

import java.io.IOException;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.ModemLines;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.DeviceStatus;

/**
 * Pedals on the modem lines of a serial port, whose levels it looks at; a port that is gone ends it
 * before any level could be taken for a movement of a foot.
 */
final class ModemPedalDriver implements DeviceDriver {
  /** Opens the port. */
  @FunctionalInterface
  interface Port {
    ModemLines open() throws IOException;
  }

  /** A USB adapter is itself asked for its lines every 1 to 16 ms. */
  private static final long LOOK_MILLIS = 2;

  /** Beyond that a look was late, and a movement counts from the one before. */
  private static final long LATE_NANOS = 10_000_000;

  private final ModemPedalConfig config;
  private final DriverContext context;
  private final Port port;
  private final CloseSwitch closing = new CloseSwitch();

  ModemPedalDriver(ModemPedalConfig config, DriverContext context, Port port) {
    this.config = config;
    this.context = context;
    this.port = port;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    try (ModemLines lines = port.open()) {
      closing.onClose(lines::close);
      ModemPedalTranslator translator = new ModemPedalTranslator(context.device(), config);
      ModemLines.Levels levels = lines.await(0);
      if (levels == null) {
        return;
      }
      // Where the pedals are is known before it is called connected: the next movement counts.
      translator.levels(levels, context.nanoTime().getAsLong(), sink);
      sink.accept(DeviceStatus.connected(context.device(), context.nanoTime().getAsLong(), "", ""));
      long lookedNanos = context.nanoTime().getAsLong();
      while ((levels = lines.await(LOOK_MILLIS)) != null) {
        long now = context.nanoTime().getAsLong();
        if (now - lookedNanos > context.doubtNanos()) {
          translator.lose(now, sink);
        }
        // It may have been so since the last look, which mostly is as good as now.
        long sinceNanos = now - lookedNanos > LATE_NANOS ? lookedNanos : now;
        lookedNanos = now;
        translator.levels(levels, sinceNanos, sink);
      }
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
