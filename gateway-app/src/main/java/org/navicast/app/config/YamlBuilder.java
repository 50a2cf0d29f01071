package org.navicast.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds values from the events of a YAML parser and notes where each of them stands.
 *
 * <p>Takes the part of YAML that a configuration needs: sections, lists and values. Anchors,
 * aliases and tags are refused, so that a small file cannot unfold into a large one.
 */
final class YamlBuilder {
  private final String file;
  private final String text;
  private final Iterator<Event> events;
  private final Map<String, Position> positions = new HashMap<>();

  YamlBuilder(String file, String text) {
    this.file = file;
    this.text = text;
    this.events =
        new Parse(
                LoadSettings.builder()
                    .setLabel(file)
                    .setCodePointLimit(ConfigFile.MAX_BYTES)
                    .build())
            .parseString(text)
            .iterator();
  }

  ConfigDocument document() throws ConfigException {
    try {
      return new ConfigDocument(file, root(), positions);
    } catch (Refused e) {
      throw new ConfigException(file, List.of(e.problem));
    } catch (YamlEngineException e) {
      throw new ConfigException(file, List.of(YamlSyntax.explain(e, text)));
    }
  }

  private Map<String, Object> root() throws Refused {
    Map<String, Object> root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        case MappingStart -> {
          if (root != null) {
            throw new Refused(at(event), "", "is a second document; leave out the line ---");
          }
          root = mapping("", 1);
        }
        case Scalar, SequenceStart, Alias, SequenceEnd, MappingEnd ->
            throw new Refused(
                at(event),
                "",
                "is not a configuration; it begins with a line such as gateway: or-3");
      }
    }
    if (root == null) {
      throw new Refused(Position.START, "", ConfigFile.EMPTY);
    }
    return root;
  }

  private @Nullable Object value(Event event, String path, int depth) throws Refused {
    if (depth > ConfigFile.MAX_DEPTH) {
      throw new Refused(
          at(event), path, "is nested too deeply; " + ConfigFile.MAX_DEPTH + " levels are allowed");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw new Refused(
          at(event),
          path,
          event instanceof AliasEvent
              ? "is an alias (*), which is not supported; write the value out"
              : "has an anchor (&), which is not supported; put a text that begins with & in quotes");
    }
    return switch (event) {
      case ScalarEvent scalar -> {
        refuseTag(scalar, path, scalar.getTag().isPresent());
        yield scalar.isPlain() ? YamlScalar.value(scalar.getValue()) : scalar.getValue();
      }
      case SequenceStartEvent start -> {
        refuseTag(start, path, start.getTag().isPresent());
        yield sequence(path, depth);
      }
      case MappingStartEvent start -> {
        refuseTag(start, path, start.getTag().isPresent());
        yield mapping(path, depth);
      }
      default -> throw new Refused(at(event), path, "has no value; give one after the colon");
    };
  }

  private Map<String, Object> mapping(String path, int depth) throws Refused {
    Map<String, Object> section = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Position position = at(event);
      if (!(event instanceof ScalarEvent scalar) || scalar.getAnchor().isPresent()) {
        throw new Refused(
            position, path, "has a key that is not a plain word; give a word and a colon");
      }
      String key = scalar.getValue();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      Position first = positions.putIfAbsent(keyPath, position);
      if (first != null) {
        throw new Refused(
            position,
            keyPath,
            "is given twice, first on line " + first.line() + "; keep one of them");
      }
      section.put(key, value(events.next(), keyPath, depth + 1));
    }
    return section;
  }

  private List<Object> sequence(String path, int depth) throws Refused {
    List<Object> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      String itemPath = path + "[" + items.size() + "]";
      positions.put(itemPath, at(event));
      items.add(value(event, itemPath, depth + 1));
    }
    return items;
  }

  private static void refuseTag(Event event, String path, boolean present) throws Refused {
    if (present) {
      throw new Refused(
          at(event),
          path,
          "has a tag (!), which is not supported; put a text that begins with ! in quotes");
    }
  }

  private static Position at(Event event) {
    return event.getStartMark().map(YamlBuilder::position).orElse(Position.START);
  }

  /** The parser counts from 0. */
  static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** What this builder does not take; becomes the one problem of a {@link ConfigException}. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Position position, String key, String message) {
      super(message);
      this.problem = new Problem(position, key, message);
    }
  }
}
