package org.navicast.driver.igtlink;

import org.jspecify.annotations.Nullable;

/**
 * What a name such as {@code StylusTipToReference} says: the tool {@code StylusTip} in the frame
 * {@code Reference}.
 *
 * <p>OpenIGTLink itself names no frames; this is the grammar of PLUS: {@code <From>To<To>}, where
 * what follows {@code To} does not start with a small letter, both parts are written with a capital
 * first, and there is one such place. A name that could be split at two places, or at none, says
 * nothing of a frame.
 */
record TransformName(String tool, String frame) {
  private static final String TO = "To";

  /** Splits a name, or returns null where it does not follow the grammar. */
  static @Nullable TransformName parse(String name) {
    int split = split(name, 0);
    if (split <= 0 || split(name, split + 1) >= 0) {
      return null;
    }
    return new TransformName(
        capitalized(name.substring(0, split)), capitalized(name.substring(split + TO.length())));
  }

  /** Where the next {@code To} is that no small letter follows, or a negative number. */
  private static int split(String name, int from) {
    int at = name.indexOf(TO, from);
    while (at >= 0) {
      int next = at + TO.length();
      if (next < name.length() && !isSmall(name.charAt(next))) {
        return at;
      }
      at = name.indexOf(TO, at + 1);
    }
    return at;
  }

  private static String capitalized(String part) {
    char first = part.charAt(0);
    return isSmall(first) ? Character.toUpperCase(first) + part.substring(1) : part;
  }

  /** As PLUS has it: of other alphabets it knows no letters. */
  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }
}
