package org.navicast.driver.io;

import java.io.IOException;

/** Opens serial ports. */
public final class SerialLines {
  private SerialLines() {}

  /**
   * Opens a tty by its path or a symbolic link to it, a pty included; raises DTR and RTS, from
   * which many devices take their power.
   *
   * <p>What the port had received before is thrown away: it is a movement of the past.
   *
   * @throws IOException when there is no such port, it may not be opened, or somebody else has it;
   *     its message says what to do
   */
  public static DeviceLine open(String path, SerialSettings settings) throws IOException {
    return Doors.serialHere(SerialLines::openHere).open(path, settings);
  }

  private static DeviceLine openHere(String path, SerialSettings settings) throws IOException {
    return SerialLibrary.ON_LINUX
        ? new FileLine(path, PolledFile.of(LinuxTty.open(path, settings)), true)
        : openByLibrary(path, settings);
  }

  /** The same through jSerialComm, which also runs on other systems than Linux. */
  static DeviceLine openByLibrary(String path, SerialSettings settings) throws IOException {
    return new JSerialLine(path, OpenedPort.open(path, settings));
  }

  /**
   * Opens a port for its modem lines alone, with flow control off.
   *
   * @param supply the output that the contacts take their voltage from; the other one is lowered
   * @throws IOException as {@link #open}, and when the port has no modem lines
   */
  public static ModemLines openModemLines(String path, ModemLines.Supply supply)
      throws IOException {
    return LinuxModemLines.open(path, supply);
  }
}
