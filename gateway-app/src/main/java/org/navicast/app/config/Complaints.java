package org.navicast.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.gateway.driver.SettingsException;

/** Gathers what is wrong with a document, so that a person hears all of it at once. */
final class Complaints {
  private final ConfigDocument document;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

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
    problems.forEach(problem -> told.add(problem.key()));
  }

  /** The part, or nothing and one complaint more. */
  <T> Optional<T> collect(Part<T> part) {
    try {
      return Optional.of(part.read());
    } catch (SettingsException e) {
      e.all().forEach(this::add);
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

  /** All of it, where anything was wrong. */
  Optional<ConfigException> refusal() {
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConfigException(document.file(), problems));
  }

  /** Ends a reading in which anything was wrong. */
  void throwIfAny() throws ConfigException {
    Optional<ConfigException> refusal = refusal();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /** One complaint a key is enough: whatever comes after it follows from it. */
  void add(SettingsException refusal) {
    if (told.add(refusal.path())) {
      problems.add(
          new Problem(
              document.positionOf(refusal.path()),
              refusal.path(),
              String.valueOf(refusal.getMessage())));
    }
    refusal.meant().ifPresent(told::add);
  }
}
