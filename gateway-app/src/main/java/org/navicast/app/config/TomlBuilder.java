package org.navicast.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Builds values from a TOML text and notes where each of them stands. */
final class TomlBuilder {
  /** Some editors put it in front, and TOML does not know it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final TomlParseOptions OPTIONS =
      TomlParseOptions.sourceless().withMaxNestingDepth(ConfigFile.MAX_DEPTH);

  private final String file;
  private final TomlParseResult parsed;
  private final Map<String, Position> positions = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  TomlBuilder(String file, String text) {
    this.file = file;
    this.parsed = Toml.parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, OPTIONS);
  }

  ConfigDocument document() throws ConfigException {
    Map<String, Object> root = section(parsed, "");
    if (parsed.hasErrors()) {
      // What else seems wrong often follows from the first error.
      throw refused(TomlSyntax.explain(parsed.errors().getFirst(), positions));
    }
    if (root.isEmpty()) {
      throw refused(new Problem(Position.START, "", ConfigFile.EMPTY));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(file, problems);
    }
    return new ConfigDocument(file, root, positions);
  }

  private ConfigException refused(Problem problem) {
    return new ConfigException(file, List.of(problem));
  }

  private Map<String, Object> section(TomlTable table, String path) {
    Map<String, Object> section = new LinkedHashMap<>();
    table
        .entrySet()
        .forEach(
            entry -> {
              String key = entry.getKey();
              String keyPath = path.isEmpty() ? key : path + "." + key;
              Position position = position(table.inputPositionOf(List.of(key)));
              section.put(key, value(entry.getValue(), keyPath, position));
            });
    return section;
  }

  private List<Object> list(TomlArray array, String path) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(value(array.get(i), path + "[" + i + "]", position(array.inputPositionOf(i))));
    }
    return items;
  }

  private Object value(Object value, String path, Position position) {
    positions.put(path, position);
    return switch (value) {
      case TomlTable table -> section(table, path);
      case TomlArray array -> list(array, path);
      case Double number when !Double.isFinite(number) ->
          unusable(position, path, "is no number to reckon with; give one such as 0.5");
      case String _, Boolean _, Long _, Double _ -> value;
      default -> unusable(position, path, "is a date or a time; put it in quotes");
    };
  }

  private Object unusable(Position position, String path, String message) {
    problems.add(new Problem(position, path, message));
    return message;
  }

  static Position position(TomlPosition position) {
    return new Position(position.line(), position.column());
  }
}
