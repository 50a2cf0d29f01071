package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The GPIO chips of this machine. */
public final class GpioChips {
  private static final GpioDoor DOOR = new GpiochipDoor(Path.of("/dev"));

  private GpioChips() {}

  /** The door of this system: the gpiochip nodes of Linux; elsewhere no chip is found. */
  public static GpioDoor door() {
    return DOOR;
  }

  /** All chips, by path. */
  public static List<GpioChip> list() throws IOException {
    return DOOR.list();
  }
}
