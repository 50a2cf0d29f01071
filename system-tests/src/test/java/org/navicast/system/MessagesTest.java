package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.system.LogMessages.Message;

/**
 * {@code docs/messages.md} has each line that the log may have, and what to do. The page is made
 * anew in {@code target/messages.md} by each run, with the advice that is there already.
 */
class MessagesTest {
  private static final Path PAGE = Path.of("../docs/messages.md");
  private static final Path MADE = Path.of("target/messages.md");
  private static final String UNKNOWN = "?";

  private static final String HEAD =
      """
      # What the log says

      One line an entry, to stderr; where systemd collects it, `journalctl -u navicast`. `-v` before a command tells more. Made from
      the source by `MessagesTest`, which fails in each build where a line has no advice here: it writes `system-tests/target/messages.md`,
      to be copied here once each `?` is an advice.

      `…` stands for what is only known when it happens. A line that begins with the name of a device says how it is or what of it is not
      believed, and its own words say what to do: see [pedals.md](pedals.md), [controllers.md](controllers.md) and
      [trackers.md](trackers.md). The lines of the clock are told apart in [appliance.md](appliance.md). Lines with "please report this" are
      faults of the program; `navicast doctor --report FILE` writes what to send along.

      In the journal each line has fields: `NAVICAST_MESSAGE` is the line as it is written below, `NAVICAST_DEVICE` and `NAVICAST_HUB` name
      whom it is about ([appliance.md](appliance.md#what-the-journal-knows-of-a-line)).

      """;

  @Test
  void eachLineOfTheLogIsThereWithWhatToDo() throws IOException {
    Map<Message, String> advice = read();
    Set<Message> gateway =
        LogMessages.of(
            Path.of("../cast-client"),
            Path.of("../gateway-core"),
            Path.of("../device-drivers"),
            Path.of("../gateway-app"));
    Set<Message> hub = LogMessages.of(Path.of("../cast-hub"));
    assertThat(gateway).hasSizeGreaterThan(30);
    assertThat(hub).hasSizeGreaterThan(10);

    String made = HEAD + table("The gateway", gateway, advice) + table("The hub", hub, advice);
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, made);
    assertThat(Files.readString(PAGE))
        .as("docs/messages.md; write each ? in system-tests/target/messages.md and copy it")
        .isEqualTo(made)
        .doesNotContain("| " + UNKNOWN + " |");
  }

  private static String table(String title, Set<Message> messages, Map<Message, String> advice) {
    StringBuilder table = new StringBuilder("## ").append(title).append("\n\n");
    table.append("| | line | what to do |\n|---|---|---|\n");
    for (Message message : messages) {
      table
          .append("| ")
          .append(message.level())
          .append(" | `")
          .append(message.text())
          .append("` | ")
          .append(advice.getOrDefault(message, UNKNOWN))
          .append(" |\n");
    }
    return table.append("\n").toString();
  }

  private static Map<Message, String> read() throws IOException {
    Map<Message, String> advice = new LinkedHashMap<>();
    List<String> lines = Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.of();
    for (String line : new ArrayList<>(lines)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && cells[2].strip().startsWith("`")) {
        String text = cells[2].strip();
        advice.put(
            new Message(cells[1].strip(), text.substring(1, text.length() - 1)), cells[3].strip());
      }
    }
    return advice;
  }
}
