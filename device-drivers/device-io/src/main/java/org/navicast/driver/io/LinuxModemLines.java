package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Modem lines of a Linux tty: jSerialComm opens the port and wakes at edges, a system call reads
 * the levels, because jSerialComm answers "off" for a line that it could not read.
 */
final class LinuxModemLines implements ModemLines {
  private final String path;
  private final SerialPort port;
  private final ModemStatus status;
  private final Semaphore changed = new Semaphore(0);
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
      port.addDataListener(new Edges());
    } catch (IOException e) {
      status.close();
      throw e;
    }
  }

  @Override
  public @Nullable Levels await(long millis) throws IOException, InterruptedException {
    if (changed.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      changed.drainPermits();
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
    changed.release();
    port.removeDataListener();
    OpenedPort.close(port);
  }

  /** Wakes the waiting thread; jSerialComm repeats a disconnection until the port is closed. */
  private final class Edges implements SerialPortDataListener {
    @Override
    public int getListeningEvents() {
      return SerialPort.LISTENING_EVENT_CTS
          | SerialPort.LISTENING_EVENT_DSR
          | SerialPort.LISTENING_EVENT_CARRIER_DETECT
          | SerialPort.LISTENING_EVENT_RING_INDICATOR
          | SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
    }

    @Override
    public void serialEvent(SerialPortEvent event) {
      if (changed.availablePermits() == 0) {
        changed.release();
      }
    }
  }
}
