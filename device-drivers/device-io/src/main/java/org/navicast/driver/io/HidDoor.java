package org.navicast.driver.io;

import java.io.IOException;
import java.util.List;

/** A way to the HID devices of a machine. */
public interface HidDoor {

  /** All interfaces of all HID devices that are there now, by path, each path once. */
  List<HidDevice> list() throws IOException;

  /**
   * Opens one of them to read its input reports; other programs, the system's own keyboard driver
   * among them, go on seeing them too.
   *
   * @throws IOException when it is gone or may not be opened; its message says what to do
   */
  HidLine open(HidDevice device) throws IOException;
}
