package org.navicast.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the cases of a folder; one that is not well-formed stops everything. */
public final class CaseFiles {
  private static final Set<String> KEYS =
      Set.of("id", "title", "clause", "dialects", "topic", "steps");
  private static final JsonMapper JSON = JsonMapper.shared();

  private CaseFiles() {}

  /**
   * All cases in the order of their files, each once for each dialect.
   *
   * @throws IllegalArgumentException with file and case where one makes no sense
   */
  public static List<Case> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<Case> cases = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      for (JsonNode written : document(file)) {
        String where = file.getFileName() + ": " + written.path("id").asString("a case without id");
        check(where, written, ids);
        for (Dialect dialect : dialects(where, written)) {
          cases.add(of(written, dialect));
        }
      }
    }
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(folder + " holds no cases");
    }
    return List.copyOf(cases);
  }

  private static JsonNode document(Path file) throws IOException {
    try {
      Object document =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return JSON.valueToTree(document);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static void check(String where, JsonNode written, Set<String> ids) {
    for (String key : List.of("id", "title", "clause")) {
      if (written.path(key).asString("").isBlank()) {
        throw new IllegalArgumentException(where + ": " + key + " is missing");
      }
    }
    for (String key : written.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(where + ": " + key + " is not known");
      }
    }
    if (!ids.add(written.path("id").asString())) {
      throw new IllegalArgumentException(where + ": there are two of that id");
    }
    if (written.path("steps").isEmpty()) {
      throw new IllegalArgumentException(where + ": it has no steps");
    }
    for (JsonNode step : written.path("steps")) {
      if (!step.isObject() || step.size() != 1) {
        throw new IllegalArgumentException(where + ": a step is one verb and what it takes");
      }
      String verb = step.propertyNames().iterator().next();
      if (!Play.VERBS.contains(verb)) {
        throw new IllegalArgumentException(where + ": " + verb + " is no verb of a step");
      }
    }
  }

  private static List<Dialect> dialects(String where, JsonNode written) {
    if (!written.has("dialects")) {
      return List.of(Dialect.values());
    }
    List<Dialect> dialects = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      if (written
          .path("dialects")
          .valueStream()
          .anyMatch(d -> d.asString().equals(dialect.label()))) {
        dialects.add(dialect);
      }
    }
    if (dialects.size() != written.path("dialects").size()) {
      throw new IllegalArgumentException(where + ": dialects are cast and fhircast");
    }
    return dialects;
  }

  private static Case of(JsonNode written, Dialect dialect) {
    return new Case(
        written.path("id").asString() + "/" + dialect.label(),
        written.path("title").asString(),
        written.path("clause").asString(),
        dialect,
        written.path("topic").asString("OR-3"),
        written.path("steps").valueStream().toList());
  }
}
