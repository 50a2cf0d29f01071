package org.navicast.driver.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.HidUsage;
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

  /** errno-base.h */
  private static final int EACCES = 13;

  /** Nothing new for so long: all interfaces of a plug have come, and udev has gone over them. */
  private static final int SETTLED_MILLIS = 300;

  private static final int SETTLE_TRIES = 10;

  private final SysfsTree tree;
  private final Pause pause;

  /** How time passes while a device comes up. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  HidrawDoor(SysfsTree tree, Pause pause) {
    this.tree = tree;
    this.pause = pause;
  }

  @Override
  public List<HidDevice> list() throws IOException {
    List<HidDevice> devices = new ArrayList<>();
    for (Path entry : tree.entries("hidraw", "hidraw")) {
      describe(entry).ifPresent(devices::add);
    }
    return withTroubleOfTheirConsole(devices);
  }

  @Override
  public void awaitWhole(HidDevice device) throws InterruptedException {
    Map<Path, Object> before = nodes(device.unit());
    for (int i = 0; i < SETTLE_TRIES; i++) {
      pause.millis(SETTLED_MILLIS);
      Map<Path, Object> now = nodes(device.unit());
      if (now.equals(before)) {
        return;
      }
      before = now;
    }
  }

  @Override
  public Map<HidUsage, KernelAxis> axes(HidDevice device, Set<HidUsage> usages) {
    try {
      return AxisNodes.read(tree.inputNodes(tree.hidDevice(device.path())), usages);
    } catch (IOException e) {
      return Map.of(); // it went meanwhile, and whoever opens it will see that
    }
  }

  @Override
  public DeviceLine open(HidDevice device) throws IOException {
    return open(device.path());
  }

  static DeviceLine open(String path) throws IOException {
    int descriptor = SystemCalls.openToReadAndWrite(path);
    boolean mayWrite = descriptor != -EACCES;
    if (!mayWrite) {
      descriptor = SystemCalls.openToRead(path);
    }
    if (descriptor == -EACCES) {
      throw new IOException(NodePermission.advice(Path.of(path)));
    }
    if (descriptor < 0) {
      throw new IOException(
          path
              + " cannot be opened; unplug the device and plug it in again (system error "
              + -descriptor
              + ")");
    }
    return new FileLine(path, PolledFile.of(descriptor), mayWrite);
  }

  @Override
  public HidHold hold(HidDevice device) throws IOException {
    boolean reachesConsole =
        list().stream().anyMatch(it -> it.unit().equals(device.unit()) && it.reachesConsole());
    return reachesConsole ? InputGrab.of(tree.inputNodes(Path.of(device.unit()))) : HidHold.NOTHING;
  }

  /** The nodes of a unit, and when each was changed last: udev changes who may open it. */
  private Map<Path, Object> nodes(String unit) {
    Map<Path, Object> changed = new HashMap<>();
    try {
      List<Path> paths = new ArrayList<>(tree.inputNodes(Path.of(unit)));
      for (Path entry : tree.entries("hidraw", "hidraw")) {
        if (tree.unit(entry).toString().equals(unit)) {
          paths.add(tree.node(entry));
        }
      }
      for (Path path : paths) {
        changed.put(path, Files.getAttribute(path, "unix:ctime"));
      }
    } catch (IOException e) {
      changed.clear(); // it went meanwhile, and whoever opens it will see that
    }
    return changed;
  }

  /** A device that types can be had only where its typing can be kept from the console. */
  private List<HidDevice> withTroubleOfTheirConsole(List<HidDevice> devices) throws IOException {
    Map<String, String> troubles = new HashMap<>();
    for (HidDevice device : devices) {
      if (device.reachesConsole()) {
        troubles.put(device.unit(), consoleTrouble(device.unit()));
      }
    }
    return devices.stream()
        .map(it -> it.mayOpen() ? it.withTrouble(troubles.getOrDefault(it.unit(), "")) : it)
        .toList();
  }

  private String consoleTrouble(String unit) throws IOException {
    return tree.inputNodes(Path.of(unit)).stream()
        .map(InputGrab::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Empty where the device went while it was looked at. */
  private Optional<HidDevice> describe(Path entry) {
    Map<String, String> properties;
    String unit;
    try {
      properties = properties(entry.resolve("device/uevent"));
      unit = tree.unit(entry).toString();
    } catch (IOException e) {
      return Optional.empty();
    }
    Matcher ids = HID_ID.matcher(properties.getOrDefault("HID_ID", ""));
    if (!ids.matches()) {
      return Optional.empty();
    }
    Path node = tree.node(entry);
    return Optional.of(
        new HidDevice(
            node.toString(),
            unit,
            Integer.parseInt(ids.group(1), 16),
            Integer.parseInt(ids.group(2), 16),
            properties.getOrDefault("HID_NAME", "").strip(),
            properties.getOrDefault("HID_UNIQ", "").strip(),
            usbInterface(properties.getOrDefault("HID_PHYS", "")),
            descriptor(entry.resolve("device/report_descriptor")),
            NodePermission.mayRead(node) ? "" : NodePermission.advice(node)));
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
