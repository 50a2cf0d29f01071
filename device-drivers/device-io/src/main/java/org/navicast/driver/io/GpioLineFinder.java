package org.navicast.driver.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** From the names that people give lines to a chip and numbers. */
public final class GpioLineFinder {
  private GpioLineFinder() {}

  /**
   * Lines of one chip.
   *
   * @param numbers in the order of the words that named them
   */
  public record Found(GpioChip chip, List<Integer> numbers) {}

  /** True where that word is the number of a line and not a name. */
  public static boolean isNumber(String line) {
    return line.matches("\\d{1,9}");
  }

  /**
   * Finds lines, all on one chip.
   *
   * @param chips those that there are
   * @param chip path, last part of the path, or label; empty for the one that has all of the lines
   * @param lines names or numbers
   * @throws IOException when that cannot be, or could be more than one; its message says what to do
   */
  public static Found find(List<GpioChip> chips, String chip, List<String> lines)
      throws IOException {
    List<GpioChip> candidates =
        chips.stream().filter(each -> chip.isEmpty() || isCalled(each, chip)).toList();
    if (candidates.isEmpty()) {
      throw new IOException(
          chip.isEmpty()
              ? "this machine has no GPIO chip"
              : "no GPIO chip is called " + chip + "; there are " + names(chips));
    }
    List<Found> found = new ArrayList<>();
    for (GpioChip candidate : candidates) {
      List<Integer> numbers = numbers(candidate, lines);
      if (!numbers.contains(MISSING)) {
        found.add(new Found(candidate, numbers));
      }
    }
    return switch (found.size()) {
      case 1 -> distinct(found.getFirst(), lines);
      case 0 -> throw none(candidates, lines);
      default ->
          throw new IOException(
              "several GPIO chips have such lines; name one of "
                  + names(found.stream().map(Found::chip).toList()));
    };
  }

  private static final Integer MISSING = -1;

  private static List<Integer> numbers(GpioChip chip, List<String> lines) {
    return lines.stream().map(line -> number(chip, line)).toList();
  }

  /** The line of that name, else of that number: a board may call its line 0 "1". */
  private static Integer number(GpioChip chip, String line) {
    for (GpioChip.Line each : chip.lines()) {
      if (each.name().equals(line)) {
        return each.number();
      }
    }
    return isNumber(line) && Integer.parseInt(line) < chip.lines().size()
        ? Integer.valueOf(line)
        : MISSING;
  }

  private static Found distinct(Found found, List<String> lines) throws IOException {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!seen.add(found.numbers().get(i))) {
        throw new IOException(
            "the line " + lines.get(i) + " is named twice; give each contact its own");
      }
    }
    return found;
  }

  private static IOException none(List<GpioChip> candidates, List<String> lines) {
    for (GpioChip candidate : candidates) {
      if (!candidate.mayOpen()) {
        return new IOException(candidate.trouble());
      }
    }
    for (String line : lines) {
      if (candidates.stream().allMatch(chip -> number(chip, line).equals(MISSING))) {
        return new IOException(
            "there is no GPIO line "
                + line
                + " on "
                + names(candidates)
                + "; navicast devices lists the lines");
      }
    }
    return new IOException(
        "the lines "
            + String.join(", ", lines)
            + " are not on one GPIO chip; use one for a device");
  }

  private static boolean isCalled(GpioChip chip, String name) {
    return chip.path().equals(name) || chip.name().equals(name) || chip.label().equals(name);
  }

  private static String names(List<GpioChip> chips) {
    return chips.isEmpty()
        ? "none"
        : chips.stream()
            .map(chip -> chip.label().isEmpty() ? chip.name() : chip.name() + " " + chip.label())
            .collect(Collectors.joining(", "));
  }
}
