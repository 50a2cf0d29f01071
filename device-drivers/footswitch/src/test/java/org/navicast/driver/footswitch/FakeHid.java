package org.navicast.driver.footswitch;

import java.util.HexFormat;
import org.navicast.driver.hid.HexFile;
import org.navicast.driver.io.FakeHidDoor;
import org.navicast.driver.io.HidDevice;

/** Pedals whose reports a test writes. */
final class FakeHid extends FakeHidDoor {
  private static final String BUTTONS =
      "050C0903A1010509190129031500250195037501810295017505810195017508 8101C0";
  private static final String KEYBOARD =
      "05010906A1018501050719E029E7150025017501950881027508950181011500256505071900296575089505"
          + "8100C0";

  FakeHid(HidDevice... devices) {
    super(devices);
  }

  /** A device with a descriptor that suits its model; empty where its layout is fixed. */
  static HidDevice device(String ids) {
    return switch (ids) {
      case "05f3:00ff" -> buttons(ids);
      case "0c45:7404" -> keyboard(ids, "");
      case "AirTurn page turner" -> keyboard("1209:0002", "");
      default -> device(ids, "Pedal", "", "");
    };
  }

  static HidDevice keyboard(String ids, String trouble) {
    return device(ids, "Pedal", KEYBOARD, trouble);
  }

  /** A device with a descriptor of the tests of hid-report. */
  static HidDevice described(String ids, String descriptor) {
    return device(ids, "Pedal", HexFormat.of().formatHex(HexFile.descriptor(descriptor)), "");
  }

  /** Three buttons. */
  static HidDevice buttons(String ids) {
    return device(ids, "Pedal", BUTTONS, "");
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
}
