package org.navicast.app.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.navicast.driver.io.GpioChip;
import org.navicast.driver.io.GpioChips;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The GPIO chips of this machine as {@code navicast devices} tells them.
 *
 * @param drivers the ids of those that use such lines
 */
record GpioListing(List<GpioChip> chips, List<String> drivers) {

  static GpioListing of(List<String> drivers) throws IOException {
    return new GpioListing(GpioChips.list(), drivers);
  }

  /** For people; nothing where there is no chip, as on most machines. */
  List<String> words() {
    return chips.stream().flatMap(chip -> words(chip).stream()).toList();
  }

  /** For programs, one a line. */
  List<String> json() {
    return chips.stream().map(this::json).toList();
  }

  private List<String> words(GpioChip chip) {
    if (!chip.mayOpen()) {
      return List.of(chip.path() + "  GPIO chip", "  not usable: " + chip.trouble());
    }
    String free = lines(chip, line -> line.user().isEmpty());
    String used = lines(chip, line -> !line.user().isEmpty());
    return List.of(
        chip.path() + "  GPIO chip " + chip.label(),
        "  for " + String.join(" or ", drivers),
        "  free lines: " + (free.isEmpty() ? "none" : free),
        "  in use: " + (used.isEmpty() ? "none" : used));
  }

  /** By name, where they have one. */
  private static String lines(GpioChip chip, Predicate<GpioChip.Line> which) {
    return chip.lines().stream()
        .filter(which)
        .map(
            line ->
                (line.name().isEmpty() ? Integer.toString(line.number()) : line.name())
                    + (line.user().isEmpty() ? "" : " (" + line.user() + ")"))
        .collect(Collectors.joining(", "));
  }

  private String json(GpioChip chip) {
    ObjectNode object =
        Json.object()
            .put("type", "gpio-chip")
            .put("path", chip.path())
            .put("label", chip.label())
            .put("usable", chip.mayOpen())
            .put("trouble", chip.trouble());
    ArrayNode lines = object.putArray("lines");
    for (GpioChip.Line line : chip.lines()) {
      lines
          .addObject()
          .put("number", line.number())
          .put("name", line.name())
          .put("user", line.user());
    }
    ArrayNode list = object.putArray("drivers");
    drivers.forEach(list::add);
    return Json.line(object);
  }
}
