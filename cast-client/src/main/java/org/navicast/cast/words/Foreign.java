package org.navicast.cast.words;

/**
 * Text that a hub, a device, a provider or any other peer sent, made fit for a log, a status or a
 * terminal: one line, printable, bounded. What could move a cursor, colour a line, forge another or
 * turn the direction of reading is a space.
 *
 * <p>It says nothing about whether the text may be shown: what may name a person is not shown at
 * all, only its kind.
 */
public final class Foreign {
  /** Longest line, in characters. */
  public static final int MAX_LENGTH = 200;

  private static final String CUT = "…";

  private Foreign() {}

  /** The text as one line of at most {@value #MAX_LENGTH} characters. */
  public static String line(String text) {
    return line(text, MAX_LENGTH);
  }

  /**
   * The same.
   *
   * @param maxLength in characters, at least 1; the mark of a cut is among them
   */
  public static String line(String text, int maxLength) {
    return isClean(text, maxLength) ? text : cleaned(text, maxLength);
  }

  private static boolean isClean(String text, int maxLength) {
    if (text.length() > maxLength || text.startsWith(" ") || text.endsWith(" ")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) || !isPrintable(c) || (c == ' ' && text.charAt(i - 1) == ' ')) {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String text, int maxLength) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), maxLength));
    boolean isGap = false;
    // Bounded by what is looked at too: a megabyte of control characters is no reason to be slow.
    int end = (int) Math.min(text.length(), 4L * maxLength);
    int at = 0;
    while (at < end) {
      int c = text.codePointAt(at);
      int gap = isGap ? 1 : 0;
      if (!isPrintable(c) || c == ' ') {
        isGap = !line.isEmpty();
      } else if (line.length() + gap + Character.charCount(c) > maxLength) {
        break;
      } else {
        line.append(" ", 0, gap).appendCodePoint(c);
        isGap = false;
      }
      at += Character.charCount(c);
    }
    return at < text.length() ? cut(line, maxLength) : line.toString();
  }

  private static String cut(StringBuilder line, int maxLength) {
    int length = Math.min(line.length(), maxLength - CUT.length());
    if (length > 0 && Character.isHighSurrogate(line.charAt(length - 1))) {
      length--;
    }
    line.setLength(length);
    return line.append(CUT).toString();
  }

  private static boolean isPrintable(int c) {
    if (c >= ' ' && c <= '~') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
