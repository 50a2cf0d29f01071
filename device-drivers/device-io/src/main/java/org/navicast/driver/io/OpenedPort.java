package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a port of jSerialComm's, or says in plain words why not. */
final class OpenedPort {
  // errno values, the same on every architecture of Linux
  private static final int EIO = 5;
  private static final int ENXIO = 6;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;

  /** What jSerialComm reports, as if it were an errno, for a port that this process has open. */
  private static final int OPEN_IN_THIS_PROCESS = 2;

  private OpenedPort() {}

  static SerialPort open(String path, SerialSettings settings) throws IOException {
    Path node = Path.of(path);
    if (!Files.exists(node)) {
      throw new IOException(
          "there is no serial port " + path + "; is the device plugged in and the port right");
    }
    if (!NodePermission.mayReadAndWrite(node)) {
      throw new IOException(NodePermission.advice(node));
    }
    synchronized (SerialLibrary.load()) {
      SerialPort port = port(path);
      configure(port, settings);
      if (!port.openPort(0)) {
        throw new IOException(refusal(path, node, port.getLastErrorCode()));
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
      throw new IOException(path + " cannot be used as a serial port; give the path of a tty", e);
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
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, settings.silenceMillis(), 0);
  }

  private static String refusal(String path, Path node, int errno) {
    return switch (errno) {
      case EACCES -> NodePermission.advice(node);
      case EBUSY, EAGAIN, OPEN_IN_THIS_PROCESS ->
          path + " is in use; close the program that has it open, or give each device its own port";
      case EIO, ENXIO, ENODEV -> path + " does not answer; unplug its adapter and plug it in again";
      default -> path + " cannot be opened as a serial port (system error " + errno + ")";
    };
  }
}
