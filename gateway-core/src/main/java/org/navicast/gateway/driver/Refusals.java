package org.navicast.gateway.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what is wrong with how the keys of a section fit each other and the world, so that a
 * person hears of all of it at once.
 */
public final class Refusals {
  private final List<SettingsException> all = new ArrayList<>();

  /** Reads a part of a section. */
  @FunctionalInterface
  public interface Part<T> {
    T read() throws SettingsException;
  }

  /** Something that has to be so. */
  @FunctionalInterface
  public interface Rule {
    void check() throws SettingsException;
  }

  /** One more. */
  public void add(SettingsException refusal) {
    all.add(refusal);
  }

  /** The part, or nothing and one refusal more. */
  public <T> Optional<T> collect(Part<T> part) {
    try {
      return Optional.of(part.read());
    } catch (SettingsException e) {
      all.add(e);
      return Optional.empty();
    }
  }

  /** Goes on where the rule is broken, with one refusal more. */
  public void check(Rule rule) {
    try {
      rule.check();
    } catch (SettingsException e) {
      all.add(e);
    }
  }

  /** Ends a reading in which anything was refused. */
  public void throwIfAny() throws SettingsException {
    SettingsException.throwIfAny(all);
  }
}
