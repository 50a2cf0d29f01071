package org.navicast.hub.envelope;

/** A short text in memory that is written again for every envelope, so that reading one is free. */
public final class Text implements CharSequence {
  private final char[] chars;
  private int length;

  Text(int capacity) {
    this.chars = new char[capacity];
  }

  void clear() {
    length = 0;
  }

  /**
   * Takes these characters without the blanks around them.
   *
   * @return false where they do not fit, and then this text is empty
   */
  boolean set(char[] source, int offset, int count) {
    int from = offset;
    int to = offset + count;
    while (from < to && source[from] <= ' ') {
      from++;
    }
    while (to > from && source[to - 1] <= ' ') {
      to--;
    }
    if (to - from > chars.length) {
      clear();
      return false;
    }
    length = to - from;
    System.arraycopy(source, from, chars, 0, length);
    return true;
  }

  public boolean is(String other) {
    return other.contentEquals(this);
  }

  public boolean isIgnoringCase(String other) {
    if (other.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!sameIgnoringCase(chars[i], other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  public boolean endsWith(String suffix) {
    int start = length - suffix.length();
    if (start < 0) {
      return false;
    }
    for (int i = start; i < length; i++) {
      if (chars[i] != suffix.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  /** The rule of {@link String#equalsIgnoreCase}. */
  private static boolean sameIgnoringCase(char a, char b) {
    return a == b
        || Character.toLowerCase(Character.toUpperCase(a))
            == Character.toLowerCase(Character.toUpperCase(b));
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
