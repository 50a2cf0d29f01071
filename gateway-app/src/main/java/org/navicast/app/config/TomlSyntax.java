package org.navicast.app.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlParseError;

/** Says in plain words what a TOML parser stumbled over. */
final class TomlSyntax {
  private static final Pattern TWICE =
      Pattern.compile("(.*) previously defined at line (\\d+), column (\\d+)");

  /** A phrase of the parser, and what a person can do about it. The first that fits counts. */
  private record Saying(Pattern parser, String person) {
    Saying(String parser, String person) {
      this(Pattern.compile(parser), person);
    }
  }

  private static final List<Saying> SAYINGS =
      List.of(
          new Saying("Unexpected ':'", "has a colon after its key; in TOML that is key = value"),
          new Saying("expected \\. or =", "has no = after its key; write key = value"),
          new Saying("end of (line|input), expected a value", "has no value; give one after the ="),
          new Saying("expected a value", "begins a text without quotes; put it in quotes"),
          new Saying("Leading zeros", "begins with a zero; put a text in quotes"),
          new Saying(
              "end of (line|input), expected ('|\")",
              "is where the line ends within a quoted text; close it"),
          new Saying(
              "expected \\](,| or a comma)|expected \\}|or \\};",
              "is within brackets that are not closed; add a comma or ] or }"),
          new Saying("expected \\]", "is within the name of a section; end it with ] or ]]"),
          new Saying(
              "expected a newline or end-of-input",
              "begins where a value has just ended; put each key on a line of its own, and a text"
                  + " in quotes as a whole"),
          new Saying(
              "Invalid escape",
              "has a backslash in double quotes that means nothing; use single quotes"),
          new Saying(
              "Nesting is too deep",
              "is nested too deeply; " + ConfigFile.MAX_DEPTH + " levels are allowed"));

  private TomlSyntax() {}

  /**
   * The problem that an error of the parser is.
   *
   * @param positions of the keys that it took
   */
  static Problem explain(TomlParseError error, Map<String, Position> positions) {
    String said = String.valueOf(error.getMessage());
    Position position = TomlBuilder.position(error.position());
    Matcher twice = TWICE.matcher(said);
    if (twice.matches()) {
      Position first =
          new Position(Integer.parseInt(twice.group(2)), Integer.parseInt(twice.group(3)));
      return new Problem(
          position,
          pathAt(first, positions, twice.group(1)),
          "is given twice, first on line " + first.line() + "; keep one of them");
    }
    return new Problem(
        position,
        "",
        SAYINGS.stream()
            .filter(saying -> saying.parser.matcher(said).find())
            .findFirst()
            .map(Saying::person)
            .orElse("cannot be read as TOML: " + said));
  }

  /** The parser tells the last word of a path only. */
  private static String pathAt(Position position, Map<String, Position> positions, String word) {
    return positions.entrySet().stream()
        .filter(key -> key.getValue().equals(position) && key.getKey().endsWith(word))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(word);
  }
}
