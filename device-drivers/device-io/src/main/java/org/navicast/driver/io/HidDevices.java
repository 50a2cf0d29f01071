package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The HID devices of this machine. */
public final class HidDevices {
  private static final HidDoor DOOR =
      new HidrawDoor(new SysfsTree(Path.of("/sys/class"), Path.of("/dev")), Thread::sleep);

  private HidDevices() {}

  /** The door of this system: the hidraw nodes of Linux; elsewhere no device is found. */
  public static HidDoor door() {
    return DOOR;
  }

  /** All HID interfaces, by path. */
  public static List<HidDevice> list() throws IOException {
    return DOOR.list();
  }
}
