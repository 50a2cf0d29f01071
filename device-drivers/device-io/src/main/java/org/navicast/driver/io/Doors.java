package org.navicast.driver.io;

import java.io.IOException;

/**
 * What stands between a driver and the doors of the system, for whoever writes down what a device
 * says, or plays it back. Bound to the thread that makes and runs a driver; where nothing is bound
 * a driver has the system's own.
 */
public interface Doors {
  ScopedValue<Doors> USED = ScopedValue.newInstance();

  /** Opens a serial port. */
  @FunctionalInterface
  interface Serial {
    DeviceLine open(String path, SerialSettings settings) throws IOException;
  }

  /** The way to serial ports, given that of the system. */
  Serial serial(Serial system);

  /** The way to HID devices, given that of the system. */
  HidDoor hid(HidDoor system);

  private static boolean isBound() {
    return USED.isBound();
  }

  /** The way to serial ports on this thread. */
  static Serial serialHere(Serial system) {
    return isBound() ? USED.get().serial(system) : system;
  }

  /** The way to HID devices on this thread. */
  static HidDoor hidHere(HidDoor system) {
    return isBound() ? USED.get().hid(system) : system;
  }
}
