package org.navicast.driver.igtlink;

import org.jspecify.annotations.Nullable;

/**
 * What a name such as {@code StylusTipToReference} says: the tool {@code StylusTip} in the frame
 * {@code Reference}.
 *
 * <p>OpenIGTLink itself names no frames; this is the grammar of PLUS: {@code <From>To<To>}, both
 * parts starting with an upper-case letter and neither containing {@code To} before another one. A
 * name that could be split at two places, or at none, says nothing of a frame.
 */
record TransformName(String tool, String frame) {
  private static final String TO = "To";

  /** Splits a name, or returns null where it does not follow the grammar. */
  static @Nullable TransformName parse(String name) {
    int split = split(name, 1);
    if (split < 0
        || split(name, split + TO.length()) >= 0
        || !Character.isUpperCase(name.charAt(0))) {
      return null;
    }
    return new TransformName(name.substring(0, split), name.substring(split + TO.length()));
  }

  /** Where the next {@code To} before an upper-case letter is, or a negative number. */
  private static int split(String name, int from) {
    int at = name.indexOf(TO, from);
    while (at >= 0) {
      int next = at + TO.length();
      if (next < name.length() && Character.isUpperCase(name.charAt(next))) {
        return at;
      }
      at = name.indexOf(TO, next);
    }
    return at;
  }
}
