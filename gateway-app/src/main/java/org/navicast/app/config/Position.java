package org.navicast.app.config;

/**
 * A place in a file, as editors show it.
 *
 * @param line counts from 1
 * @param column counts from 1, in characters
 */
public record Position(int line, int column) implements Comparable<Position> {

  /** Where a file begins. */
  public static final Position START = new Position(1, 1);

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }
}
