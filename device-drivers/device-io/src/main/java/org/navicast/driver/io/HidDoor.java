package org.navicast.driver.io;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;

/** A way to the HID devices of a machine. */
public interface HidDoor {

  /** All interfaces of all HID devices that are there now, by path, each path once. */
  List<HidDevice> list() throws IOException;

  /**
   * Waits until all that came with its plug is there and may be opened, which takes the system some
   * tenths of a second: a device with several interfaces comes in pieces.
   */
  void awaitWhole(HidDevice device) throws InterruptedException;

  /**
   * Where axes of an interface are now and how much play they have, as far as the system keeps
   * that; none where it does not, or may not be asked.
   */
  default Map<HidUsage, KernelAxis> axes(HidDevice device, Set<HidUsage> usages) {
    return Map.of();
  }

  /**
   * Opens one of them to read its input reports; other programs, the system's own keyboard driver
   * among them, go on seeing them too.
   *
   * @throws IOException when it is gone or may not be opened; its message says what to do
   */
  DeviceLine open(HidDevice device) throws IOException;

  /**
   * Keeps what a device types and points at from the rest of the system, all of its interfaces;
   * does nothing to one that neither types nor points. Its reports go on arriving here.
   *
   * @throws IOException when it is gone, may not be taken, or another program has it; its message
   *     says what to do
   */
  HidHold hold(HidDevice device) throws IOException;
}
