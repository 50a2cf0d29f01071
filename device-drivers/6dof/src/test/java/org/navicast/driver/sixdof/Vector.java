package org.navicast.driver.sixdof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A line of a vector file: what is sent, and what a decoder makes of it. */
record Vector(String name, String sent, String expected) {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(r|x[0-9A-F]{2})");

  static List<Vector> load(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(Vector.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .map(parts -> new Vector(parts[0].strip(), parts[1].strip(), parts[2].strip()))
          .toList();
    }
  }

  byte[] bytes() {
    return ESCAPE.matcher(sent).replaceAll(Vector::unescape).getBytes(ISO_8859_1);
  }

  private static String unescape(MatchResult escape) {
    String code = escape.group(1);
    char character = code.equals("r") ? '\r' : (char) Integer.parseInt(code.substring(1), 16);
    return java.util.regex.Matcher.quoteReplacement(String.valueOf(character));
  }

  @Override
  public String toString() {
    return name;
  }
}
