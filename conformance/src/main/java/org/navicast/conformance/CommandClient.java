package org.navicast.conformance;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client in a process of its own: {@code COMMAND HUB-URL TOPIC DIALECT}, and then one word a line
 * on its standard input: {@code publish}, {@code stop}.
 */
final class CommandClient implements ClientUnderTest {
  private static final long END_SECONDS = 2;

  private final Process process;
  private final Writer words;

  private CommandClient(Process process) {
    this.process = process;
    this.words = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts that command for each case. */
  static ClientUnderTest.Maker of(List<String> command) {
    return (hubUrl, topic, dialect) -> {
      List<String> whole = new ArrayList<>(command);
      whole.addAll(List.of(hubUrl, topic, dialect.label()));
      return new CommandClient(
          new ProcessBuilder(whole)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    };
  }

  @Override
  public void publish() throws IOException {
    say("publish");
  }

  @Override
  public void stop() throws IOException {
    say("stop");
  }

  private void say(String word) throws IOException {
    words.write(word + "\n");
    words.flush();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
