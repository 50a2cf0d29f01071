package org.navicast.driver.io;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * One interface of a HID device; a device often has several.
 *
 * @param path the node to open, such as {@code /dev/hidraw0}
 * @param unit what was plugged in: the same for all interfaces that came with one plug
 * @param vendor vendor id, 0 to 0xFFFF
 * @param product product id, 0 to 0xFFFF
 * @param name what the device calls itself; empty where it does not say
 * @param serial its serial number; empty where it does not say
 * @param usbInterface number of the USB interface; empty where it is not on USB
 * @param descriptor what its reports consist of; empty where that could not be read or is nonsense
 * @param trouble why this process may not have it and what to do, one plain sentence; empty where
 *     it may
 */
public record HidDevice(
    String path,
    String unit,
    int vendor,
    int product,
    String name,
    String serial,
    OptionalInt usbInterface,
    Optional<ReportDescriptor> descriptor,
    String trouble) {

  private static final Set<HidUsage> CONSOLE_APPLICATIONS =
      Set.of(
          HidUsage.POINTER,
          HidUsage.MOUSE,
          HidUsage.KEYBOARD_DEVICE,
          HidUsage.KEYPAD_DEVICE,
          HidUsage.SYSTEM_CONTROL,
          HidUsage.CONSUMER_CONTROL);

  /** Vendor and product as they are written, such as {@code 05f3:00ff}. */
  public String ids() {
    return String.format(Locale.ROOT, "%04x:%04x", vendor, product);
  }

  /**
   * Vendor and product as a person writes them, as {@link #ids()} does.
   *
   * @throws IllegalArgumentException when they are not, with what would be right
   */
  public static String parseIds(String text) {
    String ids = text.toLowerCase(Locale.ROOT);
    if (!ids.matches("[0-9a-f]{4}:[0-9a-f]{4}")) {
      throw new IllegalArgumentException(
          "give vendor and product in hexadecimal, such as 05f3:00ff");
    }
    return ids;
  }

  /** True where this process may have it. */
  public boolean mayOpen() {
    return trouble.isEmpty();
  }

  /** True where the system takes what it reports for typing or pointing. */
  public boolean reachesConsole() {
    return descriptor.stream()
        .flatMap(it -> it.applications().stream())
        .anyMatch(CONSOLE_APPLICATIONS::contains);
  }

  /** The same device with another trouble. */
  HidDevice withTrouble(String other) {
    return new HidDevice(
        path, unit, vendor, product, name, serial, usbInterface, descriptor, other);
  }
}
