package org.navicast.driver.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;
import org.hid4java.ScanMode;
import org.hid4java.jna.HidApi;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * HID through hidapi and hid4java. Reads block in hidapi: hid4java's own reading and scanning,
 * which sleep in between, are left off.
 */
final class Hid4JavaDoor implements HidDoor {
  /** HID_API_MAX_REPORT_DESCRIPTOR_SIZE of hidapi.h. */
  private static final int DESCRIPTOR_BYTES = 4096;

  @Override
  public List<HidDevice> list() throws IOException {
    Set<String> paths = ConcurrentHashMap.newKeySet();
    return services().getAttachedHidDevices().stream()
        .filter(device -> paths.add(device.getPath())) // one entry for each of its collections
        .map(Hid4JavaDoor::describe)
        .sorted(Comparator.comparing(HidDevice::path))
        .toList();
  }

  @Override
  public void awaitWhole(HidDevice device) {
    // hidapi tells of no unit that could be waited for
  }

  @Override
  public DeviceLine open(HidDevice device) throws IOException {
    org.hid4java.HidDevice found =
        services().getAttachedHidDevices().stream()
            .filter(it -> it.getPath().equals(device.path()))
            .findFirst()
            .orElseThrow(() -> new IOException(device.path() + " is gone; plug it in again"));
    if (!found.open()) {
      throw new IOException(mayNot(device.path()));
    }
    return new Hid4JavaLine(found, longestReport(device));
  }

  @Override
  public HidHold hold(HidDevice device) throws IOException {
    if (device.reachesConsole()) {
      throw new IOException(
          device.path()
              + " types, and this system cannot keep that from the console; use Linux, or a pedal"
              + " that does not type");
    }
    return HidHold.NOTHING;
  }

  private static HidDevice describe(org.hid4java.HidDevice device) {
    Optional<ReportDescriptor> descriptor = Optional.empty();
    boolean mayOpen = device.open();
    if (mayOpen) {
      descriptor = descriptor(device);
      device.close();
    }
    String serial = text(device.getSerialNumber());
    int vendor = device.getVendorId() & 0xFFFF;
    int product = device.getProductId() & 0xFFFF;
    return new HidDevice(
        device.getPath(),
        String.format(Locale.ROOT, "%04x:%04x %s", vendor, product, serial),
        vendor,
        product,
        (text(device.getManufacturer()) + " " + text(device.getProduct())).strip(),
        serial,
        device.getInterfaceNumber() < 0
            ? OptionalInt.empty()
            : OptionalInt.of(device.getInterfaceNumber()),
        descriptor,
        mayOpen ? "" : mayNot(device.getPath()));
  }

  private static Optional<ReportDescriptor> descriptor(org.hid4java.HidDevice device) {
    byte[] buffer = new byte[DESCRIPTOR_BYTES];
    int length = device.getReportDescriptor(buffer);
    try {
      return length <= 0
          ? Optional.empty()
          : Optional.of(ReportDescriptor.parse(Arrays.copyOf(buffer, length)));
    } catch (DescriptorException e) {
      return Optional.empty();
    }
  }

  /**
   * hid4java copies as many bytes a read as it is offered, so it is offered no more than needed.
   */
  private static int longestReport(HidDevice device) {
    return device.descriptor().map(ReportDescriptor::longestReportBytes).orElse(DESCRIPTOR_BYTES);
  }

  private static String mayNot(String path) {
    return path + " cannot be opened; give the gateway's user the right to read it";
  }

  private static String text(@Nullable String orNull) {
    return Objects.requireNonNullElse(orNull, "").strip();
  }

  private static HidServices services() throws IOException {
    try {
      return Loaded.SERVICES;
    } catch (LinkageError e) {
      throw new IOException("hidapi cannot be loaded on this system: " + e.getMessage(), e);
    }
  }

  private static final class Loaded {
    static final HidServices SERVICES = load();

    private static HidServices load() {
      HidServicesSpecification settings = new HidServicesSpecification();
      settings.setAutoStart(false);
      settings.setAutoShutdown(false);
      settings.setAutoDataRead(false);
      settings.setScanMode(ScanMode.NO_SCAN);
      HidApi.darwinOpenDevicesNonExclusive = true; // looking at a keyboard must not take it away
      return HidManager.getHidServices(settings);
    }
  }
}
