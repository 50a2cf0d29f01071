package org.navicast.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients of the reference hub say to a hub, byte by byte, and what must come back: one file
 * of {@code conversations/}. Its steps are those of {@link ConversationPlayer}.
 *
 * @param name of the file: edition, client, subject
 * @param title one sentence
 * @param rows of {@code parity.yaml} that it shows
 * @param after names of conversations that are played before it, to the same hub
 * @param hub how the hub is started, where that matters
 */
record Conversation(
    String name,
    String title,
    List<String> rows,
    List<String> after,
    JsonNode hub,
    List<JsonNode> steps) {

  private static final Path FOLDER = Path.of("src/test/resources/org/navicast/hub");
  private static final Set<String> KEYS = Set.of("title", "rows", "after", "hub", "steps");

  /** All of them, by name. */
  static List<Conversation> all() throws IOException {
    List<Conversation> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("conversations"))) {
      for (Path file : files.sorted().toList()) {
        all.add(of(file));
      }
    }
    return all;
  }

  /** That one, for those that come after it. */
  static Conversation named(String name) throws IOException {
    return of(FOLDER.resolve("conversations").resolve(name + ".yaml"));
  }

  private static Conversation of(Path file) throws IOException {
    JsonNode written = read(file);
    for (String key : written.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(file + ": " + key + " is not known");
      }
    }
    return new Conversation(
        file.getFileName().toString().replace(".yaml", ""),
        written.path("title").asString(),
        texts(written.path("rows")),
        texts(written.path("after")),
        written.path("hub"),
        List.copyOf(written.path("steps").values()));
  }

  /** The rows in which this hub was compared with the reference. */
  static JsonNode parity() throws IOException {
    return read(FOLDER.resolve("parity.yaml"));
  }

  private static JsonNode read(Path file) throws IOException {
    Object document =
        new Load(LoadSettings.builder().setLabel(file.toString()).build())
            .loadFromString(Files.readString(file));
    return JsonMapper.shared().valueToTree(document);
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
