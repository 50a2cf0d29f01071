package org.navicast.driver.io;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * One interface of a HID device; a device often has several.
 *
 * @param path the node to open, such as {@code /dev/hidraw0}
 * @param vendor vendor id, 0 to 0xFFFF
 * @param product product id, 0 to 0xFFFF
 * @param name what the device calls itself; empty where it does not say
 * @param serial its serial number; empty where it does not say
 * @param usbInterface number of the USB interface; empty where it is not on USB
 * @param descriptor what its reports consist of; empty where that could not be read or is nonsense
 * @param trouble why this process may not open it and what to do, one plain sentence; empty where
 *     it may
 */
public record HidDevice(
    String path,
    int vendor,
    int product,
    String name,
    String serial,
    OptionalInt usbInterface,
    Optional<ReportDescriptor> descriptor,
    String trouble) {

  /** Vendor and product as they are written, such as {@code 05f3:00ff}. */
  public String ids() {
    return String.format(Locale.ROOT, "%04x:%04x", vendor, product);
  }

  /** True where this process may open it. */
  public boolean mayOpen() {
    return trouble.isEmpty();
  }
}
