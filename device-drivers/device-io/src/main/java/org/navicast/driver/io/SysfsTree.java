package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where sysfs keeps devices: what was plugged in is a folder, and all that came with it lies below.
 *
 * @param classes the folder with a folder for each class of devices, {@code /sys/class}
 * @param nodes the folder with the nodes, {@code /dev}
 */
record SysfsTree(Path classes, Path nodes) {
  /** An interface of a USB device: bus, ports, configuration, interface. */
  private static final Pattern USB_INTERFACE = Pattern.compile("\\d+-[\\d.]+:\\d+\\.\\d+");

  /** The entries of a class whose names begin so, by name; none where there is no such class. */
  List<Path> entries(String className, String prefix) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(classes.resolve(className), prefix + "*")) {
      entries.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    found.sort(Comparator.comparing(Path::toString));
    return found;
  }

  /** The node of a serial port or a HID interface. */
  Path node(Path entry) {
    return nodes.resolve(entry.getFileName().toString());
  }

  /** The folder of the HID interface that this node reads. */
  Path hidDevice(String node) throws IOException {
    return classes
        .resolve("hidraw")
        .resolve(Path.of(node).getFileName().toString())
        .resolve("device")
        .toRealPath();
  }

  /**
   * The folder of what was plugged in: the USB device of a USB interface, the device itself where
   * it is not on USB.
   */
  Path unit(Path entry) throws IOException {
    Path device = entry.resolve("device").toRealPath();
    Path parent = device.getParent();
    if (parent == null || !USB_INTERFACE.matcher(String.valueOf(parent.getFileName())).matches()) {
      return device;
    }
    Path usbDevice = parent.getParent();
    return usbDevice == null ? device : usbDevice;
  }

  /** The input nodes of what lies in this folder, through which the system hears it. */
  List<Path> inputNodes(Path unit) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path entry : entries("input", "event")) {
      if (isBelow(entry, unit)) {
        found.add(nodes.resolve("input").resolve(entry.getFileName().toString()));
      }
    }
    return found;
  }

  private static boolean isBelow(Path entry, Path unit) {
    try {
      return entry.toRealPath().startsWith(unit);
    } catch (IOException e) {
      return false; // it went meanwhile
    }
  }
}
