package org.navicast.driver.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The four inputs of a serial port, used as contacts: each is on while its contact passes the
 * supply on to it.
 */
public interface ModemLines extends AutoCloseable {

  /** An input, by its name on the connector. */
  enum Line {
    CTS,
    DSR,
    DCD,
    /** Many USB adapters only tell the end of a ring and not its level: avoid it for pedals. */
    RING
  }

  /** Which outputs are raised as the supply of the contacts. */
  enum Supply {
    RTS,
    DTR,
    BOTH
  }

  /** The inputs at one moment. */
  record Levels(boolean cts, boolean dsr, boolean dcd, boolean ring) {
    public boolean isOn(Line line) {
      return switch (line) {
        case CTS -> cts;
        case DSR -> dsr;
        case DCD -> dcd;
        case RING -> ring;
      };
    }
  }

  /**
   * Waits for so many milliseconds, then reads all inputs; what went on and off meanwhile is not
   * seen.
   *
   * @return the levels, changed or not; null once the port was closed on this side
   * @throws IOException when the port is gone: a line that cannot be read is never reported as off
   */
  @Nullable Levels await(long millis) throws IOException, InterruptedException;

  /** Closes the port; may be called from any thread and more than once. */
  @Override
  void close();
}
