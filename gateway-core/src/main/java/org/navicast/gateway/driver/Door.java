package org.navicast.gateway.driver;

/** The way by which a driver reaches its device: where to look for what is plugged in. */
public enum Door {
  /** A serial port; it does not say what is at its other end. */
  SERIAL_PORT("serial-port"),
  /** A device that describes itself by HID. */
  HID("hid"),
  /** Lines of a GPIO chip, wired to plain contacts. */
  GPIO("gpio"),
  /** A server on the network. */
  NETWORK("network");

  private final String label;

  Door(String label) {
    this.label = label;
  }

  /** The word for it where programs read. */
  public String label() {
    return label;
  }
}
