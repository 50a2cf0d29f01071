package org.navicast.driver.footswitch;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidHold;
import org.navicast.driver.io.HidLine;

/** One HID device whose reports a test writes. */
final class FakeHid implements HidDoor {
  private static final byte[] UNPLUGGED = new byte[0];
  private static final byte[] END = new byte[0];

  private static final String BUTTONS =
      "050C0903A1010509190129031500250195037501810295017505810195017508 8101C0";
  private static final String KEYBOARD =
      "05010906A1018501050719E029E7150025017501950881027508950181011500256505071900296575089505"
          + "8100C0";

  private final BlockingQueue<byte[]> reports = new LinkedBlockingQueue<>();
  private final List<HidDevice> devices;
  private volatile boolean held;

  FakeHid(HidDevice... devices) {
    this.devices = List.of(devices);
  }

  /** A device with a descriptor that suits its model; empty where its layout is fixed. */
  static HidDevice device(String ids) {
    return switch (ids) {
      case "05f3:00ff" -> device(ids, BUTTONS, "");
      case "0c45:7404" -> device(ids, KEYBOARD, "");
      case "AirTurn page turner" -> device("1209:0002", KEYBOARD, "");
      default -> device(ids, "", "");
    };
  }

  static HidDevice keyboard(String ids, String trouble) {
    return device(ids, KEYBOARD, trouble);
  }

  void say(String hex) {
    reports.add(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** True while somebody keeps it from the console. */
  boolean isHeld() {
    return held;
  }

  void unplug() {
    reports.add(UNPLUGGED);
  }

  @Override
  public List<HidDevice> list() {
    return devices;
  }

  @Override
  public void awaitWhole(HidDevice device) {
    // a test plugs whole devices
  }

  @Override
  public HidHold hold(HidDevice device) {
    held = true;
    return () -> held = false;
  }

  @Override
  public HidLine open(HidDevice device) {
    return new Line();
  }

  /** Three buttons. */
  static HidDevice buttons(String ids) {
    return device(ids, BUTTONS, "");
  }

  /** The same device at another node. */
  static HidDevice at(String path, HidDevice device) {
    return new HidDevice(
        path,
        device.unit(),
        device.vendor(),
        device.product(),
        device.name(),
        device.serial(),
        device.usbInterface(),
        device.descriptor(),
        device.trouble());
  }

  /** A keyboard of nobody's ids that calls itself so. */
  static HidDevice called(String name) {
    return device("1209:0002", name, KEYBOARD, "");
  }

  private static HidDevice device(String ids, String descriptor, String trouble) {
    return device(ids, "Pedal", descriptor, trouble);
  }

  private static HidDevice device(String ids, String name, String descriptor, String trouble) {
    int colon = ids.indexOf(':');
    return new HidDevice(
        "/dev/hidraw0",
        "pedal",
        Integer.parseInt(ids.substring(0, colon), 16),
        Integer.parseInt(ids.substring(colon + 1), 16),
        name,
        "A17",
        OptionalInt.of(0),
        descriptor.isEmpty() ? Optional.empty() : Optional.of(parse(descriptor)),
        trouble);
  }

  private static ReportDescriptor parse(String hex) {
    try {
      return ReportDescriptor.parse(HexFormat.of().parseHex(hex.replace(" ", "")));
    } catch (DescriptorException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Line implements HidLine {
    @Override
    public int read(byte[] buffer) throws IOException {
      byte[] report;
      try {
        report = reports.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (report == UNPLUGGED) {
        throw new IOException("it is gone; the device was unplugged");
      }
      if (report == END) {
        return HidLine.CLOSED;
      }
      System.arraycopy(report, 0, buffer, 0, report.length);
      return report.length;
    }

    @Override
    public void close() {
      reports.add(END);
    }
  }
}
