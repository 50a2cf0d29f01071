package org.navicast.driver.io;

import java.io.IOException;
import java.util.List;

/** An open device, a serial port or a HID interface, read by one thread and closed by any. */
public interface DeviceLine extends AutoCloseable {

  /** What {@link #read} returns once the line was closed on this side. */
  int CLOSED = -1;

  /** What {@link #read(byte[], int)} returns when nothing came for so long. */
  int SILENT = 0;

  /** A read waits until something comes, however long that takes. */
  int FOREVER = -1;

  /** Who waits for a line by its files. */
  @FunctionalInterface
  interface Borrower {
    /**
     * @param files descriptors of the system, of which one turns readable when there is something
     *     to read, when the device is gone and when the line was closed; empty where only a read
     *     can wait for it
     */
    void use(List<Integer> files) throws IOException, InterruptedException;
  }

  /**
   * Takes what came: of a serial port the bytes there are, of a HID interface one input report,
   * with its id first where the device numbers its reports.
   *
   * @param buffer what does not fit stays for the next read; of a report it is lost
   * @param waitMillis for how long to wait for it; 0 does not wait, or {@link #FOREVER}
   * @return how many bytes; {@link #SILENT} when nothing came for so long, or now and then before
   *     that; {@link #CLOSED} after {@link #close()}, at once even where it was waiting
   * @throws IOException when the device is gone
   */
  int read(byte[] buffer, int waitMillis) throws IOException;

  /** The same, as long as it takes; never returns {@link #SILENT}. */
  default int read(byte[] buffer) throws IOException {
    int count = SILENT;
    while (count == SILENT) {
      count = read(buffer, FOREVER);
    }
    return count;
  }

  /**
   * Sends bytes, or one output report with its id first, or 0 where the device does not number its
   * reports. Returns when the system has taken them, which may be a while for a report. After
   * {@link #close()} nothing is sent.
   *
   * @throws IOException when the device is gone or does not take them, or may only be read
   */
  void write(byte[] bytes) throws IOException;

  /** Lends the line's files, which stay what they are until the borrower returns. */
  default void lend(Borrower borrower) throws IOException, InterruptedException {
    borrower.use(List.of());
  }

  /** Closes the line; may be called from any thread and more than once. */
  @Override
  void close();
}
