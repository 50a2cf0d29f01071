package org.navicast.driver.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a file of byte vectors, {@code name | bytes | what a decoder makes of them}. For the
 * tests of decoders.
 *
 * @param sent printable ASCII, with {@code \r}, {@code \n} and {@code \xHH} for other bytes
 * @param expected in the words of the test
 */
public record ByteVector(String name, String sent, String expected) {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|x[0-9A-F]{2})");

  /**
   * The vectors of a resource beside {@code place}; empty lines and lines after a # are left out.
   */
  public static List<ByteVector> load(Class<?> place, String file) throws IOException {
    try (InputStream in = place.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("there is no " + file + " beside " + place.getName());
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .map(parts -> new ByteVector(parts[0].strip(), parts[1].strip(), parts[2].strip()))
          .toList();
    }
  }

  /** The bytes themselves. */
  public byte[] bytes() {
    return ESCAPE.matcher(sent).replaceAll(ByteVector::unescape).getBytes(ISO_8859_1);
  }

  private static String unescape(MatchResult escape) {
    String code = escape.group(1);
    char character =
        switch (code) {
          case "r" -> '\r';
          case "n" -> '\n';
          default -> (char) Integer.parseInt(code.substring(1), 16);
        };
    return Matcher.quoteReplacement(String.valueOf(character));
  }

  @Override
  public String toString() {
    return name;
  }
}
