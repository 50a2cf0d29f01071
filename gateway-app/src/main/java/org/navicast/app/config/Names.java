package org.navicast.app.config;

import java.nio.file.Path;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.ValueType;

/** Keys for names that a person gives, which can stand in an event, a log and a path. */
final class Names {
  private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** A name of a gateway or device: letters, digits, dots, hyphens and underscores. */
  static final ValueType<String> A_WORD =
      ValueType.Text.matching(
          WORD,
          "is not a name; give up to 64 letters, digits, dots, hyphens or underscores, the first a"
              + " letter or digit");

  /** A name in the hub's world, which may hold spaces but no line breaks. */
  static final ValueType<String> A_LINE =
      ValueType.Text.matching(
          "(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]{1,64}",
          "is not a name; give one line of 1 to 64 characters");

  /** The name of a room; a star stands for all rooms where hubs let anybody ask for them. */
  static final ValueType<String> A_TOPIC =
      ValueType.Text.matching(
          "(?!\\*$)(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]{1,256}",
          "is not the name of one room; give one line of 1 to 256 characters, other than a star");

  private Names() {}

  static Key<String> word(String key, String about) {
    return Key.of(key, A_WORD, about);
  }

  static Key<String> line(String key, String about) {
    return Key.of(key, A_LINE, about);
  }

  /** The name of a file, which need not be given. */
  static Key<Path> file(String key, String about) {
    return Key.parsed(key, Path::of, about).optional();
  }
}
