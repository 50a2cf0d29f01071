package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The HID devices of this machine. */
public final class HidDevices {
  private HidDevices() {}

  /** The door of this system: the hidraw nodes of Linux, hidapi elsewhere. */
  public static HidDoor door() {
    return SerialLibrary.ON_LINUX ? hidraw() : hid4java();
  }

  /** The nodes that Linux makes for HID devices. */
  public static HidDoor hidraw() {
    return Doors.hidHere(
        new HidrawDoor(new SysfsTree(Path.of("/sys/class"), Path.of("/dev")), Thread::sleep));
  }

  /** The library hidapi through hid4java, which also runs on other systems than Linux. */
  public static HidDoor hid4java() {
    return Doors.hidHere(new Hid4JavaDoor());
  }

  /** All HID interfaces, by path. */
  public static List<HidDevice> list() throws IOException {
    return door().list();
  }
}
