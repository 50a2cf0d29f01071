package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.hub.HubUrl;
import org.navicast.app.hub.Subscriber;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import tools.jackson.databind.JsonNode;

/** A session that is played to a hub. */
class ReplayToHubTest {
  private static final String SESSION =
      """
      navicast-session 1
      device {"name":"pedals","driver":"footswitch-serial","pedals":[{"control":"left","pressed":"L1","released":"L0"}]}
      0.000000 pedals opening
      0.010000 pedals ready
      0.200000 pedals said 4C310A
      0.300000 pedals said 4C300A
      end 0.500000
      """;
  private static final String PROFILE =
      """
      profile: mine
      modes: [ { name: only, pedals: { left: { press: slice.next } } } ]
      """;

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void aHubOnThisMachineHearsItAsFromAGateway() throws Exception {
    Files.writeString(folder.resolve("foot.session"), SESSION);
    Files.writeString(folder.resolve("mine.yaml"), PROFILE);
    BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    RecordedConsole console = new RecordedConsole();
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      CountDownLatch online = new CountDownLatch(1);
      try (Subscriber _ =
          Subscriber.start(
              HubAddress.parse(HubUrl.of(hub)),
              "OR-3",
              new HubConfig.Auth.None(),
              List.of("navi-action"),
              online::countDown,
              event -> heard.add(event.envelope()))) {
        assertTrue(online.await(20, TimeUnit.SECONDS));
        assertEquals(0, replay(console, "--hub", HubUrl.of(hub), "--topic", "OR-3"));
        JsonNode event = heard.poll(20, TimeUnit.SECONDS);
        JsonNode action = event.path("event").path("context").path(0).path("resource");
        assertEquals("slice.next", action.path("action").asString());
        assertTrue(action.path("ageMicros").asLong() < 150_000, action::toString);
      }
    }
    assertTrue(console.outLines().contains("0.200 slice.next triggered"), console::toString);
  }

  @Test
  void aHubElsewhereAndAnotherPaceAreRefused() throws Exception {
    Files.writeString(folder.resolve("foot.session"), SESSION);
    Files.writeString(folder.resolve("mine.yaml"), PROFILE);
    RecordedConsole console = new RecordedConsole();
    assertEquals(1, replay(console, "--hub", "https://hub.example.org/api/hub", "--topic", "OR-3"));
    assertEquals(
        2,
        replay(console, "--hub", "http://127.0.0.1:9/api/hub", "--topic", "OR-3", "--speed", "2"));
    assertEquals(2, replay(console, "--hub", "http://127.0.0.1:9/api/hub"));
    assertEquals(List.of(), console.outLines());
  }

  private int replay(RecordedConsole console, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                folder.resolve("foot.session").toString(),
                "--profile",
                folder.resolve("mine.yaml").toString()));
    arguments.addAll(List.of(more));
    return console.run(arguments.toArray(String[]::new));
  }
}
