package org.navicast.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.Source;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.outbox.Fate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who looks into a gateway, and what that costs it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class ControlSocketTest {
  private static final NaviButton PRESS =
      new NaviButton(
          new Source("pedals", "footswitch"),
          System.nanoTime(),
          "left",
          NaviButton.State.PRESSED,
          7,
          0,
          250,
          150,
          CancelReason.NONE);

  @TempDir Path folder;
  private final Feed feed = new Feed(System::nanoTime);

  @Test
  void itsOwnerAloneMayConnectAndItGoesWithTheGateway() throws Exception {
    Path path = folder.resolve("deep/or-3.sock");
    try (ControlSocket _ = open(path)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
          .isEqualTo("rwx------");
      try (var files = Files.list(path.getParent())) {
        assertThat(files).containsExactly(path);
      }
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatAKilledGatewayLeftIsReplacedAndALivingOneIsNot() throws Exception {
    Path path = folder.resolve("or-3.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    try (ControlSocket _ = open(path)) {
      assertThatThrownBy(() -> open(path))
          .isInstanceOf(IOException.class)
          .hasMessage(
              path
                  + " belongs to another gateway of this name; end that one, or give this another");
    }
  }

  @Test
  void whoMonitorsSeesWhatIsMadeAndWhatBecomesOfItButNoBytes() throws Exception {
    Path path = folder.resolve("or-3.sock");
    try (ControlSocket _ = open(path);
        SocketChannel channel = connect(path, "monitor")) {
      BufferedReader in = reader(channel);
      assertThat(next(in, "status").path("items").path("hub").asString()).isEqualTo("joined");
      feed.said("pedals", new byte[] {1});
      feed.seeing(_ -> {}).accept(PRESS);
      feed.became(PRESS, Fate.LATE);
      JsonNode made = JsonMapper.shared().readTree(notStatus(in));
      assertThat(made.path("is").asString()).isEqualTo("made");
      assertThat(made.path("presses").toString()).isEqualTo("[7]");
      assertThat(made.at("/envelope/event/context/0/resource/control").asString())
          .isEqualTo("left");
      assertThat(made.at("/envelope/event/hub.topic").asString()).isEmpty();
      assertThat(JsonMapper.shared().readTree(notStatus(in)).path("fate").asString())
          .isEqualTo("late");
    }
  }

  @Test
  void aReaderWhoStandsStillLosesTheOldestAndHoldsUpNobody() throws Exception {
    Path path = folder.resolve("or-3.sock");
    try (ControlSocket _ = open(path);
        SocketChannel lazy = connect(path, "monitor");
        SocketChannel eager = connect(path, "monitor")) {
      BufferedReader ears = reader(eager);
      next(ears, "status");
      BufferedReader late = reader(lazy);
      next(late, "status");
      long longest = 0;
      for (int i = 0; i < 40_000; i++) {
        long began = System.nanoTime();
        feed.became(PRESS, Fate.SENT);
        longest = Math.max(longest, System.nanoTime() - began);
        if (i % 1_000 == 0) {
          next(ears, "became");
          Thread.sleep(30); // as a person would press, if very fast
        }
      }
      assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofMillis(500));
      assertThat(next(late, "lost").path("lines").asLong()).isPositive();
    }
  }

  @Test
  void whileNobodyLooksNothingIsKept() throws Exception {
    feed.seeing(_ -> {}).accept(PRESS);
    feed.became(PRESS, Fate.SENT);
    assertThat(feed.next()).isNull();
    feed.watched(true, false);
    feed.said("pedals", new byte[] {1});
    assertThat(feed.next()).isNull();
    feed.became(PRESS, Fate.SENT);
    assertThat(feed.next()).isNotNull();
  }

  @Test
  void theGatewayIsFoundByItsUserAndByItsName() throws Exception {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", folder.toString());
    assertThatThrownBy(() -> ControlPlace.find("", environment::get))
        .hasMessageStartingWith("no gateway that you may look into runs on this machine; start it");
    Path one = ControlPlace.of("one", environment::get);
    Path two = ControlPlace.of("two", environment::get);
    try (ControlSocket _ = open(one)) {
      assertThat(ControlPlace.find("", environment::get)).isEqualTo(one);
      try (ControlSocket _ = open(two)) {
        assertThat(ControlPlace.find("two", environment::get)).isEqualTo(two);
        assertThatThrownBy(() -> ControlPlace.find("", environment::get))
            .hasMessageContaining("say which with --gateway, one of");
      }
    }
    assertThat(ControlPlace.of("or-3", Map.of("RUNTIME_DIRECTORY", "/run/navicast")::get))
        .isEqualTo(Path.of("/run/navicast/or-3.sock"));
    assertThatThrownBy(() -> ControlPlace.of("or-3", _ -> null))
        .hasMessageContaining("set XDG_RUNTIME_DIR");
  }

  private ControlSocket open(Path path) throws IOException {
    return ControlSocket.open(
        path,
        "or-3",
        feed,
        SystemTime.SOURCE,
        () -> CompletableFuture.completedFuture(List.of(new StatusItem.Words("hub", "joined"))));
  }

  private static SocketChannel connect(Path path, String wants) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    channel.write(StandardCharsets.UTF_8.encode(wants + "\n"));
    return channel;
  }

  private static BufferedReader reader(SocketChannel channel) {
    return new BufferedReader(
        new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
  }

  private static JsonNode next(BufferedReader in, String is) throws IOException {
    while (true) {
      JsonNode line = JsonMapper.shared().readTree(in.readLine());
      if (line.path("is").asString().equals(is)) {
        return line;
      }
    }
  }

  private static String notStatus(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line.contains("\"is\":\"status\"")) {
      line = in.readLine();
    }
    return line;
  }
}
