package org.navicast.driver.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * HID through the nodes that Linux makes for it: what a device is stands in sysfs, its reports come
 * out of {@code /dev/hidrawN} (kernel documentation, hid/hidraw).
 */
final class HidrawDoor implements HidDoor {
  /** Bus, vendor and product in hexadecimal. */
  private static final Pattern HID_ID =
      Pattern.compile("[0-9A-F]+:0*([0-9A-F]{1,4}):0*([0-9A-F]{1,4})");

  /** How the kernel writes the USB interface into the physical path. */
  private static final Pattern USB_INTERFACE = Pattern.compile("usb-.*/input(\\d{1,3})");

  private final Path classFolder;
  private final Path nodes;

  /**
   * @param classFolder where sysfs lists the nodes
   * @param nodes where the nodes are
   */
  HidrawDoor(Path classFolder, Path nodes) {
    this.classFolder = classFolder;
    this.nodes = nodes;
  }

  @Override
  public List<HidDevice> list() throws IOException {
    List<HidDevice> devices = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(classFolder, "hidraw*")) {
      for (Path entry : entries) {
        describe(entry).ifPresent(devices::add);
      }
    } catch (NoSuchFileException e) {
      return List.of(); // a system without HID
    }
    devices.sort(Comparator.comparing(HidDevice::path));
    return devices;
  }

  @Override
  public HidLine open(HidDevice device) throws IOException {
    return HidrawLine.open(device.path());
  }

  /** Empty where the device went while it was looked at. */
  private Optional<HidDevice> describe(Path entry) {
    Map<String, String> properties;
    try {
      properties = properties(entry.resolve("device/uevent"));
    } catch (IOException e) {
      return Optional.empty();
    }
    Matcher ids = HID_ID.matcher(properties.getOrDefault("HID_ID", ""));
    if (!ids.matches()) {
      return Optional.empty();
    }
    Path node = nodes.resolve(entry.getFileName().toString());
    return Optional.of(
        new HidDevice(
            node.toString(),
            Integer.parseInt(ids.group(1), 16),
            Integer.parseInt(ids.group(2), 16),
            properties.getOrDefault("HID_NAME", "").strip(),
            properties.getOrDefault("HID_UNIQ", "").strip(),
            usbInterface(properties.getOrDefault("HID_PHYS", "")),
            descriptor(entry.resolve("device/report_descriptor")),
            HidrawLine.trouble(node)));
  }

  private static Map<String, String> properties(Path file) throws IOException {
    Map<String, String> properties = new HashMap<>();
    for (String line : Files.readAllLines(file, ISO_8859_1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return properties;
  }

  private static OptionalInt usbInterface(String physicalPath) {
    Matcher matcher = USB_INTERFACE.matcher(physicalPath);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static Optional<ReportDescriptor> descriptor(Path file) {
    try {
      return Optional.of(ReportDescriptor.parse(Files.readAllBytes(file)));
    } catch (IOException | DescriptorException e) {
      return Optional.empty();
    }
  }
}
