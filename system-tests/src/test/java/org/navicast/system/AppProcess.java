package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The packaged program in a process of its own, with every line that it prints. */
final class AppProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Its tests may be ended in the middle: what runs on would take the next test's devices. */
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private AppProcess(Process process) {
    this.process = process;
  }

  static AppProcess start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** The same, with its log to a file of its own, which may be a pipe that nobody reads. */
  static AppProcess startLoggingTo(Path log, String... arguments) throws IOException {
    return start(
        builder -> builder.redirectErrorStream(false).redirectError(log.toFile()), arguments);
  }

  /** The same, with more in its environment. */
  static AppProcess start(Map<String, String> environment, String... arguments) throws IOException {
    return start(builder -> builder.environment().putAll(environment), arguments);
  }

  /** The same, by a program that runs another one, such as {@code ip netns exec}. */
  static AppProcess startBy(List<String> launcher, String... arguments) throws IOException {
    return start(builder -> builder.command().addAll(0, launcher), arguments);
  }

  /** How the program is started with these arguments. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "org.navicast.app.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The same in a terminal of its own, by util-linux' script, which closes when it is killed. */
  static AppProcess startInTerminal(String... arguments) throws IOException {
    return start(
        builder ->
            builder.command("script", "-qfc", String.join(" ", builder.command()), "/dev/null"),
        arguments);
  }

  private static AppProcess start(Consumer<ProcessBuilder> more, String... arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    more.accept(builder);
    Process started = builder.start();
    RUNNING.add(started);
    started.onExit().thenRun(() -> RUNNING.remove(started));
    AppProcess app = new AppProcess(started);
    Thread.ofPlatform().daemon().name("output of " + arguments[0]).start(app::collect);
    return app;
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line, one that was printed before included. */
  String awaitLine(Predicate<String> wanted) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (lines) {
      int seen = 0;
      while (true) {
        for (; seen < lines.size(); seen++) {
          if (wanted.test(lines.get(seen))) {
            return lines.get(seen);
          }
        }
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (leftMillis <= 0) {
          throw new AssertionError("that line never came; what came:\n" + output());
        }
        lines.wait(leftMillis);
      }
    }
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** What Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    signal("-INT");
  }

  /** What Ctrl-Z does: it stands still until {@link #resume}. */
  void suspend() throws IOException, InterruptedException {
    signal("-STOP");
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    boolean stopped = !Files.exists(threads);
    while (!stopped) { // a signal is sent before it is obeyed
      try (Stream<Path> all = Files.list(threads)) {
        stopped = all.allMatch(AppProcess::isStopped);
      }
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      return Files.readString(thread.resolve("stat")).contains(") T ");
    } catch (IOException e) {
      return true; // it has ended
    }
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /** What systemctl reload does. */
  void hangUp() throws IOException, InterruptedException {
    signal("-HUP");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  /** What systemd does. */
  void terminate() {
    // Not the process itself, which would close its output too.
    process.toHandle().destroy();
  }

  /** What a power cut does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("process ended; it printed:\n" + output())
        .isTrue();
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  /** The processes that it started and that still live. */
  Stream<ProcessHandle> children() {
    return process.descendants();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
