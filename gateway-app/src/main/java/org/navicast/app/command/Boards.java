package org.navicast.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navicast.cast.words.Foreign;
import org.navicast.driver.io.HidBoards;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidDriver;
import org.navicast.driver.io.HidMatch;
import org.navicast.gateway.driver.DriverProvider;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HID devices that are plugged in, each with all its interfaces, and what the drivers would
 * make of them.
 *
 * @param drivers those that read HID devices, by their ids
 */
record Boards(List<List<HidDevice>> all, Map<String, HidDriver> drivers) {

  static Boards list(HidDoor door, Iterable<DriverProvider> providers) throws IOException {
    Map<String, HidDriver> drivers = new TreeMap<>();
    for (DriverProvider provider : providers) {
      if (provider instanceof HidDriver driver) {
        drivers.put(provider.id(), driver);
      }
    }
    return new Boards(HidBoards.of(door.list()), drivers);
  }

  /** What a board is called: by itself, and by its ids. */
  static String name(List<HidDevice> board) {
    HidDevice first = board.getFirst();
    return (first.name().isEmpty() ? "a device without a name" : Foreign.line(first.name()))
        + ", HID "
        + first.ids()
        + (first.serial().isEmpty() ? "" : ", serial number " + Foreign.line(first.serial()));
  }

  /** For people. */
  List<String> words() {
    List<String> lines = new ArrayList<>();
    if (all.isEmpty()) {
      lines.add("No HID device is there; plug one in, or look at its cable.");
    }
    for (List<HidDevice> board : all) {
      lines.add(String.join(", ", paths(board)) + "  " + name(board));
      if (!trouble(board).isEmpty()) {
        lines.add("  not usable: " + trouble(board));
      }
      drivers.forEach((id, driver) -> lines.addAll(words(board, id, driver.match(board))));
    }
    return lines;
  }

  private static List<String> words(List<HidDevice> board, String driver, HidMatch match) {
    return switch (match) {
      case HidMatch.Known(String model, List<String> notes) -> {
        List<String> lines = new ArrayList<>();
        lines.add("  for " + driver + ": " + model);
        notes.forEach(note -> lines.add("  note: " + note));
        yield lines;
      }
      case HidMatch.Learnable() ->
          List.of(
              "  not known to "
                  + driver
                  + "; show it with: navicast learn --device "
                  + board.getFirst().ids());
      case HidMatch.Unfit(String reason) -> List.of("  not for " + driver + ": " + reason);
    };
  }

  /** For programs, one object a line. */
  List<String> json() {
    List<String> lines = new ArrayList<>();
    for (List<HidDevice> board : all) {
      ObjectNode line =
          Json.object()
              .put("type", "hid")
              .put("product", board.getFirst().name())
              .put("ids", board.getFirst().ids())
              .put("serial", board.getFirst().serial())
              .put("usable", trouble(board).isEmpty())
              .put("trouble", trouble(board));
      paths(board).forEach(line.putArray("paths")::add);
      ObjectNode matches = line.putObject("drivers");
      drivers.forEach((id, driver) -> put(matches.putObject(id), driver.match(board)));
      lines.add(Json.line(line));
    }
    return lines;
  }

  private static void put(ObjectNode node, HidMatch match) {
    switch (match) {
      case HidMatch.Known(String model, List<String> notes) -> {
        node.put("match", "known").put("model", model);
        notes.forEach(node.putArray("notes")::add);
      }
      case HidMatch.Learnable() -> node.put("match", "learnable");
      case HidMatch.Unfit(String reason) -> node.put("match", "unfit").put("reason", reason);
    }
  }

  private static List<String> paths(List<HidDevice> board) {
    return board.stream().map(HidDevice::path).toList();
  }

  private static String trouble(List<HidDevice> board) {
    return board.stream()
        .map(HidDevice::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .findFirst()
        .orElse("");
  }
}
