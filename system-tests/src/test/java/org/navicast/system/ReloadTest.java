package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** A running gateway that is given another configuration. */
@EnabledOnOs(OS.LINUX)
class ReloadTest {
  private static final String PROFILE =
      """
      profile: mine
      modes: [ { name: only, pedals: { left: { %s } } } ]
      """;

  @TempDir Path folder;

  @Test
  void aHoldIsCancelledByAnotherProfileAndTheNextPressMeansWhatThatSays() throws Exception {
    try (Pty line = Pty.open();
        Plant plant =
            Plant.start(
                folder, pedalsAt("pedals", line.path()), PROFILE.formatted("hold: pointer.show"))) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      say(line, "L1");
      JsonNode started = plant.viewer().awaitAction("pointer.show");
      assertThat(started.path("phase").asString()).isEqualTo("started");

      Files.writeString(folder.resolve("mine.yaml"), PROFILE.formatted("press: slice.next"));
      plant.gateway().hangUp();
      JsonNode cancelled =
          plant
              .viewer()
              .await("navi-action", r -> r.path("phase").asString().equals("cancelled"))
              .resource();
      assertThat(cancelled.path("reason").asString()).isEqualTo("profile-changed");
      assertThat(cancelled.path("actionId").asLong()).isEqualTo(started.path("actionId").asLong());
      assertThat(plant.viewer().awaitProfile("only").path("reason").asString())
          .isEqualTo("the configuration was changed");
      say(line, "L0");
      plant.viewer().awaitButton("left", "released");
      say(line, "L1");
      JsonNode next = plant.viewer().await("navi-action", _ -> true).resource();
      assertThat(next.path("action").asString()).isEqualTo("slice.next");
      say(line, "L0");
      plant.gateway().awaitLine(l -> l.contains("another configuration is on"));

      Files.writeString(
          folder.resolve("mine.yaml"), PROFILE.formatted("press: slice.nexd, taap: slice.last"));
      plant.gateway().hangUp();
      plant.gateway().awaitLine(l -> l.contains("mine.yaml:2:42: modes[0].pedals.left.press"));
      plant.gateway().awaitLine(l -> l.contains("mine.yaml:2:61: modes[0].pedals.left.taap"));
      plant.awaitGateway(Duration.ofSeconds(20));
      say(line, "L1");
      assertThat(plant.viewer().awaitAction("slice.next").path("phase").asString())
          .isEqualTo("triggered");
      assertThat(count(plant.gateway().output(), "pedals: connected")).isEqualTo(1);
      assertThat(count(plant.gateway().output(), ": online, was binding")).isEqualTo(1);
    }
  }

  @Test
  void whatIsWatchedIsTakenWithoutASignalAndAnotherHubIsJoined() throws Exception {
    try (Pty line = Pty.open();
        Pty second = Pty.open();
        AppProcess otherHub = AppProcess.start("hub", "--port", "0", "--json");
        Plant plant = Plant.startWatching(folder, pedalsAt("pedals", line.path()))) {
      String url = otherHub.awaitLine(l -> l.contains("\"url\""));
      int port = Integer.parseInt(url.replaceFirst(".*127\\.0\\.0\\.1:(\\d+).*", "$1"));
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      say(line, "L1");
      plant.viewer().awaitButton("left", "pressed");

      Path config = folder.resolve("gateway.yaml");
      String text = Files.readString(config);
      Files.writeString(config, text + pedalsAt("desk", second.path()).indent(2));
      plant.viewer().awaitDevice("desk", "connected");
      List<JsonNode> meanwhile = plant.viewer().buttonsWithin(Duration.ofMillis(300));
      assumeThat(plant.gateway().output()).doesNotContain("stood still");
      assertThat(numbers(meanwhile, "held")).as(plant.gateway().output()).contains(1L);
      say(line, "L0");
      plant.viewer().awaitButton("left", "released");
      say(second, "L1");
      plant.viewer().awaitButton("left", "pressed");

      try (TestSubscriber there = TestSubscriber.of("http://127.0.0.1:" + port, Plant.TOPIC)) {
        Files.writeString(config, text.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + port));
        assertThat(plant.viewer().awaitButton("left", "cancelled").path("reason").asString())
            .isEqualTo("gateway-stopping");
        there.awaitDevice("pedals", "connected");
        Thread.sleep(1_000);
        say(line, "L1");
        there.awaitButton("left", "pressed");
      }
      plant.gateway().awaitLine(l -> l.contains("taken out: desk; a new link, to http://127.0"));
      assertThat(count(plant.gateway().output(), "pedals: connected")).isEqualTo(1);
    }
  }

  @Test
  void reloadsUnderLoadLoseNothingDiscrete() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    List<String> profiles =
        List.of(PROFILE.formatted("hold: pointer.show"), PROFILE.formatted("hold: site.show"));
    try (Pty line = Pty.open();
        Pty cap = Pty.open();
        AutoCloseable _ = MagellanTest.answering(cap);
        Plant plant =
            Plant.start(
                folder,
                pedalsAt("pedals", line.path())
                    + "- { name: cap, driver: 6dof-magellan, port: %s }\n".formatted(cap.path()),
                profiles.getFirst())) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      Thread hand = Thread.ofPlatform().daemon().start(() -> turn(cap, isOver));
      Thread.sleep(1_000); // it loads what it needs for motions
      long before = plant.viewer().status().path("standstills").asLong();
      say(line, "L1");
      plant.viewer().awaitButton("left", "pressed");
      say(line, "L0");
      plant.viewer().awaitButton("left", "released");
      int presses = 0;
      for (int i = 0; i < 10; i++) {
        Files.writeString(folder.resolve("mine.yaml"), profiles.get((i + 1) % 2));
        plant.gateway().hangUp();
        for (int n = 0; n < 8; n++) {
          say(line, "L1");
          Thread.sleep(30);
          say(line, "L0");
          Thread.sleep(30);
          presses++;
        }
      }
      isOver.set(true);
      hand.join();
      List<JsonNode> told = plant.viewer().buttonsWithin(Duration.ofSeconds(1));
      JsonNode status = plant.viewer().status();
      assumeThat(status.path("standstills").asLong())
          .as("a machine that lets the gateway run")
          .isEqualTo(before);
      assertThat(numbers(told, "pressed"))
          .as(status + "\n" + plant.gateway().output())
          .hasSize(presses);
      assertThat(numbers(told, "released")).isEqualTo(numbers(told, "pressed"));
      assertThat(count(plant.gateway().output(), "another configuration is on")).isGreaterThan(5);
      assertThat(plant.gateway().output()).doesNotContain("lost", "trying again");
    }
  }

  @Test
  void aTerminalThatClosesEndsIt() throws Exception {
    assumeThat(Path.of("/usr/bin/script")).exists();
    Path config =
        Files.writeString(
            folder.resolve("gateway.yaml"),
            """
            gateway: or-3
            hub: { url: "http://127.0.0.1:9/api/hub", topic: OR-3 }
            devices: [ { name: cap, driver: 6dof-magellan, port: /dev/navicast-no-such-port } ]
            """);
    try (AppProcess terminal = AppProcess.startInTerminal("run", "--config", config.toString())) {
      terminal.awaitLine(line -> line.contains("cap: lost"));
      List<ProcessHandle> inside = terminal.children().toList();
      assertThat(inside).isNotEmpty();
      terminal.kill();
      for (ProcessHandle one : inside) {
        one.onExit().get(20, TimeUnit.SECONDS);
      }
    }
  }

  /** At 1000 Hz, as far as the machine lets it. */
  private static void turn(Pty cap, AtomicBoolean isOver) {
    try {
      long next = System.nanoTime();
      for (int i = 0; !isOver.get(); i++) {
        cap.write(
            (i % 2 == 0 ? MagellanTest.HALF_RIGHT : MagellanTest.FULL_RIGHT).getBytes(US_ASCII));
        next += 1_000_000;
        while (System.nanoTime() - next < 0) {
          Thread.sleep(0, 500_000);
        }
      }
      cap.write(MagellanTest.REST.getBytes(US_ASCII));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<Long> numbers(List<JsonNode> buttons, String state) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode button : buttons) {
      if (button.path("state").asString().equals(state)) {
        numbers.add(button.path("pressId").asLong());
      }
    }
    return numbers;
  }

  private static void say(Pty line, String word) throws Exception {
    line.write((word + "\n").getBytes(US_ASCII));
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }

  private static String pedalsAt(String name, String port) {
    return """
    - name: %s
      driver: footswitch-serial
      port: %s
      buttons: { debounce-millis: 0 }
      pedals:
        - { control: left, pressed: "L1", released: "L0" }
    """
        .formatted(name, port);
  }
}
