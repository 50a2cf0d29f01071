package org.navicast.app.picture;

import java.util.List;
import org.navicast.app.picture.Svg.Style;

/** One device in one mode. */
interface Panel {
  double width();

  double height();

  void draw(Svg svg, double x, double y);

  /** How wide these lines are together. */
  static double widest(List<Line> lines) {
    return lines.stream()
        .mapToDouble(
            line ->
                Math.max(
                    actionAt(lines) + line.action().length() * Svg.LETTER,
                    line.note().length() * Svg.LETTER))
        .max()
        .orElse(0);
  }

  /** How high all of them are. */
  static double height(List<Line> lines) {
    return lines.stream().mapToDouble(Panel::height).sum();
  }

  /** Writes them one below the other, the actions in a column of their own. */
  static void write(Svg svg, double x, double y, List<Line> lines) {
    double at = y;
    for (Line line : lines) {
      svg.text(x, at, Style.GESTURE, line.input());
      svg.text(x + actionAt(lines), at, Style.ACTION, line.action());
      if (!line.note().isEmpty()) {
        svg.text(x, at + Svg.LINE - 3, Style.NOTE, line.note());
      }
      at += height(line);
    }
  }

  private static double height(Line line) {
    return line.note().isEmpty() ? Svg.LINE : 2 * Svg.LINE - 3;
  }

  private static double actionAt(List<Line> lines) {
    return lines.stream().mapToInt(line -> line.input().length()).max().orElse(0) * Svg.LETTER + 6;
  }
}
