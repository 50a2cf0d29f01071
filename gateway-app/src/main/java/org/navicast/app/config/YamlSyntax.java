package org.navicast.app.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in plain words what a YAML parser stumbled over. */
final class YamlSyntax {

  private static final String NO_COLON = "could not find expected ':'";

  /** A phrase of the parser, and what a person can do about it. */
  private record Saying(String parser, String person) {}

  private static final List<Saying> SAYINGS =
      List.of(
          new Saying("TAB", "is indented with a tab; use spaces"),
          new Saying(
              "mapping values are not allowed",
              "has a colon where none can be; put a text that contains a colon in quotes, or align"
                  + " the key with its neighbours"),
          new Saying(NO_COLON, "has no colon after its key; write key: value"),
          new Saying(
              "but found '<scalar>'",
              "begins a text where another has just ended; close the quotes before it, or put all"
                  + " of it in quotes"),
          new Saying(
              "expected <block end>",
              "does not line up with the lines above; give keys of one section the same"
                  + " indentation"),
          new Saying(
              "unexpected end of stream", "is where the file ends within a quoted text; close it"),
          new Saying(
              "expected ',' or", "is within brackets that are not closed; add a comma or ] or }"),
          new Saying(
              "cannot start any token",
              "has a character that no value can begin with; put the text in quotes"),
          new Saying(
              "unknown escape character",
              "has a backslash in double quotes that means nothing; use single quotes"));

  private YamlSyntax() {}

  static Problem explain(YamlEngineException e, String text) {
    return switch (e) {
      case MarkedYamlEngineException marked ->
          new Problem(
              place(marked).map(YamlBuilder::position).orElse(Position.START),
              "",
              inPlainWords(marked));
      case ReaderException reader ->
          new Problem(
              positionOf(text, reader.getPosition()),
              "",
              "has a control character that YAML does not allow; delete it");
      default -> new Problem(Position.START, "", "cannot be read as YAML: " + e.getMessage());
    };
  }

  /** Where a key lacks its colon, the parser notices only on the line after it. */
  private static Optional<Mark> place(MarkedYamlEngineException e) {
    return NO_COLON.equals(e.getProblem()) ? e.getContextMark() : e.getProblemMark();
  }

  private static String inPlainWords(MarkedYamlEngineException e) {
    String said = e.getProblem() + " " + e.getContext();
    return SAYINGS.stream()
        .filter(saying -> said.contains(saying.parser))
        .findFirst()
        .map(Saying::person)
        .orElse("cannot be read as YAML: " + e.getProblem());
  }

  /** The parser names the place of a bad character by counting code points from the start. */
  private static Position positionOf(String text, int codePoints) {
    int end =
        text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    String before = text.substring(0, end);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, end - before.lastIndexOf('\n'));
  }
}
