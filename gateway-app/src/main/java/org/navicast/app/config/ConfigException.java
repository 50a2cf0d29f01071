package org.navicast.app.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A configuration that cannot be used, with all that was found wrong in one go. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient List<Problem> problems;
  private final transient List<ConfigException> others;

  /**
   * @param file the file as the person named it
   * @param problems at least one; told in the order of the file
   */
  public ConfigException(String file, List<Problem> problems) {
    this(file, problems, List.of());
  }

  private ConfigException(String file, List<Problem> problems, List<ConfigException> others) {
    super(message(file, problems, others));
    this.file = file;
    this.problems = problems.stream().sorted(Comparator.comparing(Problem::position)).toList();
    this.others = List.copyOf(others);
  }

  private static String message(String file, List<Problem> problems, List<ConfigException> others) {
    String first =
        problems.stream()
            .sorted(Comparator.comparing(Problem::position))
            .map(problem -> problem.line(file))
            .collect(Collectors.joining("\n"));
    return others.stream()
        .map(Throwable::getMessage)
        .reduce(first, (before, other) -> before + "\n" + other);
  }

  /**
   * What is wrong with several files that belong together.
   *
   * @param all at least one, each of another file
   */
  static ConfigException of(List<ConfigException> all) {
    ConfigException first = all.getFirst();
    return new ConfigException(first.file, first.problems, all.subList(1, all.size()));
  }

  /** The same, for a person who knows the files by their names in that folder. */
  public ConfigException outsideOf(Path folder) {
    String path = folder + "/";
    return of(
        byFile().stream()
            .map(
                one ->
                    new ConfigException(
                        one.file.replace(path, ""),
                        one.problems.stream()
                            .map(
                                problem ->
                                    new Problem(
                                        problem.position(),
                                        problem.key(),
                                        problem.message().replace(path, "")))
                            .toList()))
            .toList());
  }

  /** The same, file by file. */
  public List<ConfigException> byFile() {
    return Stream.concat(Stream.of(new ConfigException(file, problems)), others.stream()).toList();
  }

  /** The first file as the person named it. */
  public String file() {
    return file;
  }

  /** What is wrong in that one, in its order. */
  public List<Problem> problems() {
    return problems;
  }
}
