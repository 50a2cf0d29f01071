package org.navicast.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.navicast.gateway.runtime.Drivers;

final class ReloaderTest {
  private static final String CONFIG =
      """
      gateway: %s
      hub: { url: "http://127.0.0.1:9/api/hub", topic: OR-3 }
      devices: [ { name: cap, driver: 6dof-magellan, port: /dev/navicast-no-such-port } ]
      """;

  @TempDir Path folder;
  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
  private Thread thread = new Thread();

  @AfterEach
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Test
  void itIsReadWhenSomebodyAsksAndOneThatIsWrongIsNotTaken() throws Exception {
    Reloader reloader = start(Optional.empty());
    write("one");
    reloader.ask();
    assertThat(next()).isEqualTo("one");
    Files.writeString(folder.resolve("navicast.yaml"), "gateway: two\n");
    reloader.ask();
    assertThat(taken.poll(1, TimeUnit.SECONDS)).isNull();
    write("three");
    reloader.ask();
    assertThat(next()).isEqualTo("three");
  }

  @Test
  void itIsReadWhenItChanges() throws Exception {
    write("one");
    Reloader _ = start(Optional.of(new FileWatch(folder)));
    write("three");
    assertThat(next()).isEqualTo("three");
  }

  @Test
  void aFaultOfWhoTakesItIsNotTheEnd() throws Exception {
    write("broken");
    Reloader reloader = start(Optional.empty());
    reloader.ask();
    assertThat(next()).isEqualTo("broken");
    write("one");
    reloader.ask();
    assertThat(next()).isEqualTo("one");
  }

  private Reloader start(Optional<FileWatch> watch) {
    Reloader reloader = new Reloader(folder, new ConfigReader(Drivers.load()), watch);
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    reloader.run(this::take);
                  } catch (InterruptedException e) {
                    // the test is over
                  }
                });
    return reloader;
  }

  private void take(GatewayConfig config) {
    taken.add(config.name());
    if (config.name().equals("broken")) {
      throw new IllegalStateException("made by the test");
    }
  }

  private void write(String name) throws Exception {
    Files.writeString(folder.resolve("navicast.yaml"), CONFIG.formatted(name));
  }

  private String next() throws InterruptedException {
    String name = taken.poll(20, TimeUnit.SECONDS);
    assertThat(name).as("a configuration that was taken").isNotNull();
    return name;
  }
}
