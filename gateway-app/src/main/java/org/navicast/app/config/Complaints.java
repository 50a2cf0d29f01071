package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navicast.gateway.driver.SettingsException;

/** Gathers what is wrong with a document, so that a person hears all of it at once. */
final class Complaints {
  private final ConfigDocument document;
  private final List<Problem> problems = new ArrayList<>();

  /** Reads a part of the document. */
  @FunctionalInterface
  interface Part<T> {
    T read() throws SettingsException;
  }

  /** Looks at a part of the document. */
  @FunctionalInterface
  interface Look {
    void at() throws SettingsException;
  }

  Complaints(ConfigDocument document) {
    this.document = document;
    problems.addAll(Secrets.find(document));
  }

  /** The part, or nothing and one complaint more. */
  <T> Optional<T> collect(Part<T> part) {
    try {
      return Optional.of(part.read());
    } catch (SettingsException e) {
      add(e.path(), e.getMessage() == null ? "cannot be used" : e.getMessage());
      return Optional.empty();
    }
  }

  /** True where there was nothing to complain of. */
  boolean check(Look look) {
    return collect(
            () -> {
              look.at();
              return true;
            })
        .isPresent();
  }

  /** Ends a reading in which anything was wrong. */
  void throwIfAny() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(document.file(), problems);
    }
  }

  /** One complaint a key is enough: whatever comes after it follows from it. */
  private void add(String path, String message) {
    if (problems.stream().noneMatch(problem -> problem.key().equals(path))) {
      problems.add(new Problem(document.positionOf(path), path, message));
    }
  }
}
