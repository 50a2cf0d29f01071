package org.navicast.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log that may be read by nobody, and into which anything may be written. */
@Timeout(30)
class HandOverTest {
  private final LoggerContext context = new LoggerContext();
  private final AtomicLong nanos = new AtomicLong();
  private final Pipe pipe = new Pipe();
  private final HandOver handOver =
      new HandOver(new StreamTarget(LogLine.forJournal(), pipe), nanos::get);
  private final Logger log = context.getLogger("org.navicast.test");

  HandOverTest() {
    handOver.setContext(context);
    handOver.start();
    log.addAppender(handOver);
    log.setAdditive(false);
  }

  /** Full until it is read. */
  private static final class Pipe extends OutputStream {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private volatile CountDownLatch reader = new CountDownLatch(0);

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        reader.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      synchronized (read) {
        read.write(bytes, from, count);
      }
    }

    String text() {
      synchronized (read) {
        return read.toString(StandardCharsets.UTF_8);
      }
    }
  }

  @AfterEach
  void end() {
    pipe.reader.countDown();
    context.stop();
  }

  @Test
  void linesComeInOrderWithTheirLevel() {
    log.info("one {}", 1);
    log.warn("two");
    handOver.flush(5_000);

    assertThat(pipe.text()).isEqualTo("<6>INFO  one 1\n<4>WARN  two\n");
  }

  @Test
  void aPipeThatNobodyReadsStopsNobodyAndWhatIsLostIsCounted() {
    pipe.reader = new CountDownLatch(1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 5_000; i++) {
            if (i % 100 == 0) {
              nanos.addAndGet(HandOver.FLOOD_NANOS);
            }
            log.warn("line of kind " + i % 100);
          }
        });
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> handOver.flush(100));

    pipe.reader.countDown();
    handOver.flush(5_000);
    assertThat(pipe.text().lines().filter(line -> line.contains("line of kind")).count())
        .isBetween((long) HandOver.CAPACITY, HandOver.CAPACITY + 1L);
    assertThat(pipe.text()).containsPattern("WARN  \\d{4} lines of this log are lost");
  }

  @Test
  void aFloodIsCountedNotListed() {
    for (int i = 0; i < 20_000; i++) {
      log.warn("the hub took back event {}", i);
    }
    handOver.flush(5_000);
    assertThat(pipe.text().lines()).hasSize(HandOver.MOST_OF_A_KIND);

    nanos.addAndGet(HandOver.FLOOD_NANOS);
    log.info("something else");
    handOver.flush(5_000);
    assertThat(pipe.text())
        .contains("INFO  something else\n")
        .contains("WARN  19980 more lines were counted only, like: the hub took back event {}\n");
  }

  @Test
  void nothingForgesALineOrSpeaksToATerminal() {
    log.warn("it closed: {}", "bye\nERROR forged \u001b[31mred\u202Ethgir");
    log.error("failed", new IllegalStateException("a\nb\u0007"));
    handOver.flush(5_000);

    assertThat(pipe.text())
        .startsWith("<4>WARN  it closed: bye ERROR forged [31mred thgir\n<3>ERROR failed\n")
        .contains("java.lang.IllegalStateException: a b\n<3>\tat org.navicast.app.log.HandOverTest")
        .doesNotContain("\u001b", "\u0007", "\u202E");
  }

  @Test
  void anythingLongIsCut() {
    log.warn("{}", "x".repeat(1_000_000));
    handOver.flush(5_000);

    assertThat(pipe.text()).hasSizeLessThan(1_100).endsWith("…\n");
  }

  @Test
  void whatIsNotAskedForIsNotWritten() {
    log.setLevel(Level.WARN);
    log.info("quiet");
    handOver.flush(5_000);

    assertThat(pipe.text()).isEmpty();
  }
}
