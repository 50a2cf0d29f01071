package org.navicast.driver.io;

import java.io.IOException;

/** An open HID interface, read by one thread and closed by any. */
public interface HidLine extends AutoCloseable {

  /** What {@link #read} returns once the line was closed on this side. */
  int CLOSED = -1;

  /** What {@link #read(byte[], int)} returns when nothing came for so long. */
  int SILENT = 0;

  /** A read waits until a report comes, however long that takes. */
  int FOREVER = -1;

  /**
   * Waits for one input report.
   *
   * @param buffer takes the report, with its id first where the device numbers its reports; what
   *     does not fit is lost
   * @param silenceMillis for how long to wait, at least 1, or {@link #FOREVER}
   * @return its length; {@link #SILENT} when none came for so long, or now and then before that;
   *     {@link #CLOSED} after {@link #close()}, at once even where it was waiting
   * @throws IOException when the device is gone
   */
  int read(byte[] buffer, int silenceMillis) throws IOException;

  /** Waits for one input report, as long as it takes; never returns {@link #SILENT}. */
  default int read(byte[] buffer) throws IOException {
    int count = SILENT;
    while (count == SILENT) {
      count = read(buffer, FOREVER);
    }
    return count;
  }

  /**
   * Sends one output report; waits until the device has taken it, which may be a while. After
   * {@link #close()} nothing is sent.
   *
   * @param report with its id first, or 0 where the device does not number its reports
   * @throws IOException when the device does not take it, or may only be read
   */
  void write(byte[] report) throws IOException;

  /** Closes the line; may be called from any thread and more than once. */
  @Override
  void close();
}
