package org.navicast.app.config;

import java.util.regex.Pattern;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** Names that a person gives, checked so that they can stand in an event, a log and a path. */
final class Names {
  private static final int MAX_LENGTH = 64;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Names() {}

  /** A name of a gateway or device: letters, digits, dots, hyphens and underscores. */
  static String word(Settings settings, String key) throws SettingsException {
    String name = settings.text(key);
    if (name.length() > MAX_LENGTH || !WORD.matcher(name).matches()) {
      throw settings.wrong(
          key,
          "is not a name; give up to "
              + MAX_LENGTH
              + " letters, digits, dots, hyphens or underscores, the first a letter or digit");
    }
    return name;
  }

  /** A name in the hub's world, which may hold spaces but no line breaks. */
  static String line(Settings settings, String key) throws SettingsException {
    String text = settings.text(key);
    if (text.isBlank()
        || text.length() > MAX_LENGTH
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw settings.wrong(
          key, "is not a name; give one line of 1 to " + MAX_LENGTH + " characters");
    }
    return text;
  }

  /** The same with a default. */
  static String lineOr(Settings settings, String key, String ifAbsent) throws SettingsException {
    return settings.has(key) ? line(settings, key) : ifAbsent;
  }
}
