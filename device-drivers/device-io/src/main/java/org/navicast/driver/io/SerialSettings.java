package org.navicast.driver.io;

/**
 * How a serial port is set.
 *
 * @param baud bits a second, 50 to 4,000,000
 * @param dataBits 5 to 8
 * @param stopBits 1 or 2
 */
public record SerialSettings(
    int baud, int dataBits, Parity parity, int stopBits, FlowControl flow) {

  /** Check bit after each character. */
  public enum Parity {
    NONE,
    EVEN,
    ODD
  }

  /** Who may stop the other end from sending, and how. */
  public enum FlowControl {
    NONE,
    RTS_CTS,
    XON_XOFF
  }

  public SerialSettings {
    require(baud >= 50 && baud <= 4_000_000, "baud", baud);
    require(dataBits >= 5 && dataBits <= 8, "data bits", dataBits);
    require(stopBits == 1 || stopBits == 2, "stop bits", stopBits);
  }

  /** Eight data bits, no parity, one stop bit, no flow control. */
  public static SerialSettings of(int baud) {
    return new SerialSettings(baud, 8, Parity.NONE, 1, FlowControl.NONE);
  }

  /** The same with another number of stop bits. */
  public SerialSettings withStopBits(int bits) {
    return new SerialSettings(baud, dataBits, parity, bits, flow);
  }

  /** The same with another flow control. */
  public SerialSettings withFlow(FlowControl other) {
    return new SerialSettings(baud, dataBits, parity, stopBits, other);
  }

  private static void require(boolean holds, String what, int value) {
    if (!holds) {
      throw new IllegalArgumentException(what + " cannot be " + value);
    }
  }
}
