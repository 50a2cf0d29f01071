package org.navicast.gateway.driver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A setting that cannot be used: which one, what is wrong with it, what would be right. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final @Nullable String meant;

  /**
   * @param path where in the settings, such as {@code pedals[0].pressed}
   * @param message what is wrong and what would be right, one sentence without a full stop
   */
  public SettingsException(String path, String message) {
    this(path, message, null);
  }

  private SettingsException(String path, String message, @Nullable String meant) {
    super(message);
    this.path = path;
    this.meant = meant;
  }

  /** Where in the configuration, from its root: {@code devices[1].pedals[0].pressed}. */
  public String path() {
    return path;
  }

  /** Of a misspelt key the path of the one that was meant, which is missing for no other reason. */
  public Optional<String> meant() {
    return Optional.ofNullable(meant);
  }

  /** This refusal, and all others that were found at the same time. */
  public List<SettingsException> all() {
    return Stream.concat(
            Stream.of(this),
            Stream.of(getSuppressed())
                .filter(SettingsException.class::isInstance)
                .map(SettingsException.class::cast))
        .toList();
  }

  SettingsException meaning(String key) {
    return new SettingsException(path, String.valueOf(getMessage()), key);
  }

  /** Throws all of them as one. */
  static void throwIfAny(List<SettingsException> refusals) throws SettingsException {
    List<SettingsException> all =
        refusals.stream().flatMap(refusal -> refusal.all().stream()).toList();
    if (!all.isEmpty()) {
      SettingsException first = all.getFirst();
      SettingsException joined =
          new SettingsException(first.path, String.valueOf(first.getMessage()), first.meant);
      all.stream().skip(1).forEach(joined::addSuppressed);
      throw joined;
    }
  }
}
