package org.navicast.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whether the log is systemd's. */
@EnabledOnOs(OS.LINUX)
class JournalTest {
  @Test
  void onlyTheStreamThatSystemdNamedIsItsJournal(@TempDir Path folder) throws Exception {
    Path stream = Files.createFile(folder.resolve("stream"));
    Path other = Files.createFile(folder.resolve("other"));
    String name =
        Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");

    assertThat(Journal.isAt(Map.of("JOURNAL_STREAM", name)::get, stream)).isTrue();
    assertThat(Journal.isAt(Map.of("JOURNAL_STREAM", name)::get, other)).isFalse();
    assertThat(Journal.isAt(Map.of("JOURNAL_STREAM", name)::get, folder.resolve("none"))).isFalse();
    assertThat(Journal.isAt(_ -> null, stream)).isFalse();
  }

  @Test
  void aTraceHasItsLevelOnEachLine() {
    var context = new ch.qos.logback.classic.LoggerContext();
    var entry =
        new ch.qos.logback.classic.spi.LoggingEvent(
            "",
            context.getLogger("org.navicast.test"),
            ch.qos.logback.classic.Level.ERROR,
            "it broke",
            new IllegalStateException("why"),
            null);
    assertThat(LogLine.forJournal().of(entry).lines())
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.startsWith("<3>"))
        .startsWith("<3>ERROR it broke");
    assertThat(LogLine.withTime().of(entry))
        .matches("(?s)\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR it broke\n.*");
  }
}
