package org.navicast.app.picture;

import java.util.Locale;

/** A drawing as it grows; all numbers are pixels from the upper left corner. */
final class Svg {
  /** How wide a letter of {@link Style#ACTION} is, which is of one width. */
  static final double LETTER = 7.25;

  static final int LINE = 19;

  private final StringBuilder body = new StringBuilder();

  /** How a text looks; the classes of the style sheet below. */
  enum Style {
    TITLE,
    MODE,
    NAME,
    GESTURE,
    ACTION,
    NOTE;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  void text(double x, double y, Style style, String text) {
    body.append(
        "<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), style.label(), escaped(text)));
  }

  void centred(double x, double y, Style style, String text) {
    body.append(
        "<text x=\"%s\" y=\"%s\" class=\"%s\" text-anchor=\"middle\">%s</text>\n"
            .formatted(number(x), number(y), style.label(), escaped(text)));
  }

  void box(double x, double y, double width, double height, double radius, String look) {
    body.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" class=\"%s\"/>\n"
            .formatted(number(x), number(y), number(width), number(height), number(radius), look));
  }

  void ellipse(double x, double y, double radiusX, double radiusY, String look) {
    body.append(
        "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" class=\"%s\"/>\n"
            .formatted(number(x), number(y), number(radiusX), number(radiusY), look));
  }

  void path(String path, String look) {
    body.append("<path d=\"%s\" class=\"%s\"/>\n".formatted(path, look));
  }

  /** The whole of it. */
  String document(double width, double height, String title) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img">
    <title>%3$s</title>
    <style>
    text { font-family: "DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif; font-size: 13px; fill: #1d2a35 }
    .title { font-size: 20px; font-weight: bold }
    .mode { font-size: 15px; font-weight: bold; fill: #0b5c8a }
    .name { font-weight: bold }
    .gesture { fill: #4a5a68 }
    .action { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 12px }
    .note { font-size: 11.5px; fill: #5d6b77; font-style: italic }
    .paper { fill: #ffffff }
    .panel { fill: #f6f8fa; stroke: #c9d3dc }
    .body { fill: #dde6ee; stroke: #4a5a68; stroke-width: 1.5 }
    .part { fill: #b9c9d6; stroke: #4a5a68; stroke-width: 1.5 }
    .line { fill: none; stroke: #4a5a68; stroke-width: 1.5 }
    </style>
    <rect width="%1$s" height="%2$s" class="paper"/>
    %4$s</svg>
    """
        .formatted(number(width), number(height), escaped(title), body);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
