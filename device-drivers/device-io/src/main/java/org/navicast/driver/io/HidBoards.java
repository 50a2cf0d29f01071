package org.navicast.driver.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what came with one plug. */
public final class HidBoards {
  private HidBoards() {}

  /** The interfaces of each unit, in the order in which they are given. */
  public static List<List<HidDevice>> of(List<HidDevice> devices) {
    Map<String, List<HidDevice>> boards = new LinkedHashMap<>();
    for (HidDevice device : devices) {
      boards.computeIfAbsent(device.unit(), _ -> new ArrayList<>()).add(device);
    }
    return List.copyOf(boards.values());
  }
}
