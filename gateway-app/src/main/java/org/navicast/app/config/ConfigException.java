package org.navicast.app.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with all that was found wrong in one go. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient List<Problem> problems;

  /**
   * @param file the file as the person named it
   * @param problems at least one; told in the order of the file
   */
  public ConfigException(String file, List<Problem> problems) {
    super(
        problems.stream()
            .sorted(Comparator.comparing(Problem::position))
            .map(problem -> problem.line(file))
            .collect(Collectors.joining("\n")));
    this.file = file;
    this.problems = problems.stream().sorted(Comparator.comparing(Problem::position)).toList();
  }

  /** The file as the person named it. */
  public String file() {
    return file;
  }

  /** What is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
