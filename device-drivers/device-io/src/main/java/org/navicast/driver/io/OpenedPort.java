package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;

/** Opens a port of jSerialComm's, or says in plain words why not. */
final class OpenedPort {
  /** What jSerialComm reports, as if it were an errno, for a port that this process has open. */
  private static final int OPEN_IN_THIS_PROCESS = 2;

  /** A read comes back so often, so that it sees that the port is to be closed. */
  private static final int LOOK_UP_MILLIS = 100;

  private OpenedPort() {}

  static SerialPort open(String path, SerialSettings settings) throws IOException {
    SerialRefusals.requireNode(path);
    synchronized (SerialLibrary.load()) {
      SerialPort port = port(path);
      configure(port, settings);
      if (!port.openPort(0)) {
        throw refusal(path, port.getLastErrorCode());
      }
      port.flushIOBuffers();
      OpenPorts.opened();
      return port;
    }
  }

  /** Closes a port that {@link #open} gave; once. */
  static void close(SerialPort port) {
    port.closePort();
    OpenPorts.closed();
  }

  private static SerialPort port(String path) throws IOException {
    try {
      return SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException(SerialRefusals.noPort(path), e);
    }
  }

  private static void configure(SerialPort port, SerialSettings settings) {
    port.setComPortParameters(
        settings.baud(),
        settings.dataBits(),
        settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
        switch (settings.parity()) {
          case NONE -> SerialPort.NO_PARITY;
          case EVEN -> SerialPort.EVEN_PARITY;
          case ODD -> SerialPort.ODD_PARITY;
        });
    port.setFlowControl(
        switch (settings.flow()) {
          case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
          case RTS_CTS -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
          case XON_XOFF ->
              SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED
                  | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        });
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, LOOK_UP_MILLIS, 0);
  }

  private static IOException refusal(String path, int errno) {
    return errno == OPEN_IN_THIS_PROCESS
        ? new IOException(SerialRefusals.inUse(path))
        : SerialRefusals.of(path, errno);
  }
}
