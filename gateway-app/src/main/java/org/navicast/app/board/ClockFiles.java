package org.navicast.app.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the system writes down of its clock for a service that may not ask the kernel: the files
 * {@code synchronized} ({@code yes} or {@code no}) and {@code offset-micros} (a whole number). They
 * come first where they are: the memory that a first system call costs is not spent then.
 */
final class ClockFiles {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

  private ClockFiles() {}

  /** Nothing where the system writes down nothing. */
  static Optional<ClockState> read(Path folder) {
    return line(folder.resolve("synchronized"))
        .map(word -> new ClockState(word.equals("yes"), offset(folder.resolve("offset-micros"))));
  }

  private static OptionalLong offset(Path file) {
    return line(file)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElseGet(OptionalLong::empty);
  }

  private static Optional<String> line(Path file) {
    try {
      return Files.readString(file).lines().findFirst().map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
