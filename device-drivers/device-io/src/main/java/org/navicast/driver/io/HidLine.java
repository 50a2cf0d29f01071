package org.navicast.driver.io;

import java.io.IOException;

/** An open HID interface, read by one thread and closed by any. */
public interface HidLine extends AutoCloseable {

  /** What {@link #read} returns once the line was closed on this side. */
  int CLOSED = -1;

  /**
   * Waits for one input report.
   *
   * @param buffer takes the report, with its id first where the device numbers its reports; what
   *     does not fit is lost
   * @return its length; {@link #CLOSED} after {@link #close()}, at once even where it was waiting
   * @throws IOException when the device is gone
   */
  int read(byte[] buffer) throws IOException;

  /** Closes the line; may be called from any thread and more than once. */
  @Override
  void close();
}
