package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The clients of both editions of the reference hub, replayed to this one; where this hub answers
 * otherwise on purpose, the conversation has its answer, and docs/hub.md says why.
 */
class ReferenceClientsTest {
  private static final Path DOCS = Path.of("../docs/hub.md");
  private static final String HEADING = "## Beside the reference hub";

  @TestFactory
  Stream<DynamicTest> conversations() throws Exception {
    return Conversation.all().stream()
        .map(each -> DynamicTest.dynamicTest(each.name() + ": " + each.title(), () -> play(each)));
  }

  private static void play(Conversation conversation) throws IOException {
    assertFalse(conversation.steps().isEmpty());
    try (ConversationPlayer player = new ConversationPlayer(conversation.hub())) {
      for (String before : conversation.after()) {
        player.play(Conversation.named(before));
      }
      player.play(conversation);
    }
  }

  @Test
  void eachRowOfTheComparisonIsShownByAConversation() throws Exception {
    Set<String> shown =
        Conversation.all().stream()
            .flatMap(each -> each.rows().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows = new TreeSet<>();
    for (JsonNode row : Conversation.parity()) {
      rows.add(row.path("row").asString());
    }
    assertEquals(rows, shown);
  }

  @Test
  void eachDifferenceIsInTheDocsAndEachInTheDocsIsShown() throws Exception {
    Set<String> differences = new TreeSet<>();
    for (JsonNode row : Conversation.parity()) {
      if (row.has("docs")) {
        differences.add(row.path("docs").asString());
      }
    }
    assertEquals(documented(), differences);
  }

  /** The first cells of the table. */
  private static Set<String> documented() throws IOException {
    String docs = Files.readString(DOCS);
    String section = docs.substring(docs.indexOf(HEADING) + HEADING.length());
    return section
        .substring(0, section.indexOf("\n## "))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
        .map(line -> line.split("\\|", -1)[1].strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
