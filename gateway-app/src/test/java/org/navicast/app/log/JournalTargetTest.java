package org.navicast.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The log where the journal takes fields, and where it does not. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class JournalTargetTest {
  private static final int LINES = 5_000;
  private static final int KINDS = 100;
  private static final Pattern LOST = Pattern.compile("WARN  (\\d+) lines of this log are lost.*");

  @TempDir Path folder;

  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("org.navicast.test");
  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @AfterEach
  void end() {
    context.stop();
  }

  private HandOver logTo(Path socket) {
    HandOver handOver =
        new HandOver(
            new JournalTarget(socket, new StreamTarget(LogLine.forJournal(), stderr)), nanos::get);
    handOver.setContext(context);
    handOver.start();
    log.addAppender(handOver);
    log.setAdditive(false);
    return handOver;
  }

  private String plain() {
    return stderr.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anEntryHasItsFields() throws Exception {
    try (FakeJournal journal = new FakeJournal(folder.resolve("socket"))) {
      HandOver handOver = logTo(journal.path());
      log.warn("{}: its battery is at {} %; charge it", "pedals", 9);
      log.info("hub {}: it answers again", "https://cast.example.org/api/hub");
      log.info("profile {} is on: {}", "spine", "CT");
      handOver.flush(5_000);

      assertThat(journal.next())
          .isEqualTo(
              Map.of(
                  "MESSAGE", "WARN  pedals: its battery is at 9 %; charge it",
                  "PRIORITY", "4",
                  "SYSLOG_IDENTIFIER", "navicast",
                  "LOGGER", "org.navicast.test",
                  "NAVICAST_MESSAGE", "…: its battery is at … %; charge it",
                  "NAVICAST_DEVICE", "pedals"));
      assertThat(journal.next())
          .containsEntry("PRIORITY", "6")
          .containsEntry("NAVICAST_MESSAGE", "hub …: it answers again")
          .containsEntry("NAVICAST_HUB", "https://cast.example.org/api/hub")
          .doesNotContainKey("NAVICAST_DEVICE");
      assertThat(journal.next())
          .containsEntry("MESSAGE", "INFO  profile spine is on: CT")
          .doesNotContainKeys("NAVICAST_DEVICE", "NAVICAST_HUB");
      assertThat(plain()).isEmpty();
    }
  }

  @Test
  void nothingForgesAField() throws Exception {
    String hostile = "pedal\nPRIORITY=0\u0000\u001b[31m\u202E\r\n_UID=0";
    try (FakeJournal journal = new FakeJournal(folder.resolve("socket"))) {
      HandOver handOver = logTo(journal.path());
      log.warn("{}: {}", hostile, hostile);
      log.warn("said by a library: " + hostile);
      log.error("{}: failed", hostile, new IllegalStateException(hostile));
      handOver.flush(5_000);

      String harmless = "pedal PRIORITY=0 [31m _UID=0";
      assertThat(journal.next())
          .containsEntry("MESSAGE", "WARN  " + harmless + ": " + harmless)
          .containsEntry("PRIORITY", "4")
          .containsEntry("NAVICAST_DEVICE", harmless)
          .doesNotContainKey("_UID");
      assertThat(journal.next())
          .containsEntry("NAVICAST_MESSAGE", "said by a library: " + harmless)
          .containsEntry("PRIORITY", "4")
          .doesNotContainKey("_UID");
      Map<String, String> thrown = journal.next();
      assertThat(thrown).containsEntry("PRIORITY", "3").doesNotContainKey("_UID");
      assertThat(thrown.getOrDefault("MESSAGE", "").lines())
          .startsWith(
              "ERROR " + harmless + ": failed", "java.lang.IllegalStateException: " + harmless)
          .hasSizeGreaterThan(2);
    }
  }

  @Test
  void aJournalThatIsFullStopsNobodyAndWhatIsLostIsCounted() throws Exception {
    try (FakeJournal journal = new FakeJournal(folder.resolve("socket"))) {
      journal.stopReading();
      HandOver handOver = logTo(journal.path());
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            for (int i = 0; i < LINES; i++) {
              if (i % KINDS == 0) {
                nanos.addAndGet(HandOver.FLOOD_NANOS);
              }
              log.warn("line of kind " + i % KINDS);
            }
          });
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> handOver.flush(100));

      journal.readOn();
      handOver.flush(5_000);
      log.info("the end");
      long arrived = 0;
      long toldLost = 0;
      String message = journal.nextMessage();
      while (!message.contains("the end")) {
        Matcher lost = LOST.matcher(message);
        if (lost.matches()) {
          toldLost += Long.parseLong(lost.group(1));
        } else {
          assertThat(message).contains("line of kind");
          arrived++;
        }
        message = journal.nextMessage();
      }
      assertThat(arrived).isBetween((long) HandOver.CAPACITY, LINES - 1L);
      assertThat(arrived + toldLost).isEqualTo(LINES);
      assertThat(plain()).isEmpty();
    }
  }

  @Test
  void whereNobodyTakesFieldsTheLogIsLinesAndSaysSoOnce() {
    Path none = folder.resolve("none");
    HandOver handOver = logTo(none);
    log.info("one");
    log.warn("two");
    handOver.flush(5_000);

    assertThat(plain())
        .isEqualTo(
            "<6>INFO  one\n<4>WARN  the journal cannot be told fields at "
                + none
                + " (errno 2), so the log goes there as lines\n<4>WARN  two\n");
  }

  @Test
  void aJournalThatComesBackIsToldFieldsAgain() throws Exception {
    Path path = folder.resolve("socket");
    HandOver handOver = logTo(path);
    log.info("before");
    handOver.flush(5_000);
    try (FakeJournal journal = new FakeJournal(path)) {
      log.info("after");
      handOver.flush(5_000);
      assertThat(journal.next()).containsEntry("MESSAGE", "INFO  after");
    }
    assertThat(plain()).contains("before").doesNotContain("after");
  }

  @Test
  void whatIsLongerThanADatagramIsRefusedBeforeItIsSent() throws Exception {
    try (FakeJournal journal = new FakeJournal(folder.resolve("socket"))) {
      JournalSocket socket = new JournalSocket(journal.path());
      assertThat(socket.send(new byte[64 << 20])).isEqualTo(JournalSocket.TOO_LONG);
      assertThat(socket.send("MESSAGE=short\n".getBytes(StandardCharsets.UTF_8))).isZero();
      assertThat(journal.next()).isEqualTo(Map.of("MESSAGE", "short"));
    }
  }
}
