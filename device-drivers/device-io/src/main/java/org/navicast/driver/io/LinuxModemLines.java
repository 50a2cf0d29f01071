package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Modem lines of a Linux tty: jSerialComm opens the port, a system call reads the levels, because
 * jSerialComm answers "off" for a line that it could not read. Its events of these lines are not
 * used: after an unplug, ending them may wait for good, and the loss would never be told.
 */
final class LinuxModemLines implements ModemLines {
  private final String path;
  private final SerialPort port;
  private final ModemStatus status;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object state = new Object();
  private boolean closed;

  private LinuxModemLines(String path, SerialPort port, ModemStatus status) {
    this.path = path;
    this.port = port;
    this.status = status;
  }

  static ModemLines open(String path, Supply supply) throws IOException {
    if (!SerialLibrary.ON_LINUX) {
      throw new IOException("modem lines as contacts need Linux; use another driver for " + path);
    }
    SerialPort port = OpenedPort.open(path, SerialSettings.of(9600));
    try {
      LinuxModemLines lines = new LinuxModemLines(path, port, ModemStatus.open(path));
      lines.start(supply);
      return lines;
    } catch (IOException e) {
      OpenedPort.close(port);
      throw e;
    }
  }

  private void start(Supply supply) throws IOException {
    try {
      status.read();
      // After both openings: opening a tty raises both outputs.
      if (!port.setDTRandRTS(supply != Supply.RTS, supply != Supply.DTR)) {
        throw new IOException("the modem lines of " + path + " cannot be set; use another adapter");
      }
    } catch (IOException e) {
      status.close();
      throw e;
    }
  }

  @Override
  public @Nullable Levels await(long millis) throws IOException, InterruptedException {
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      return null;
    }
    synchronized (state) {
      return closed ? null : status.read();
    }
  }

  @Override
  public void close() {
    synchronized (state) {
      if (closed) {
        return;
      }
      closed = true;
      status.close();
    }
    closing.countDown();
    OpenedPort.close(port);
  }
}
