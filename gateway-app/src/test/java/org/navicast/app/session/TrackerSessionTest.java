package org.navicast.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.gateway.LiveDevices;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.driver.simulator.TrackerServer;
import org.navicast.gateway.driver.Discretion;
import org.navicast.gateway.runtime.Drivers;

final class TrackerSessionTest {
  @TempDir Path folder;

  @Test
  void aServerIsWrittenDownAndAlwaysMeansTheSame() throws Exception {
    Path file = folder.resolve("needle.session");
    record(file);
    String written = Files.readString(file);
    assertThat(written)
        .contains(" tracker ready\n", " tracker gone\n", "\"frames\":[{\"from\":\"Reference\"")
        .doesNotContain("127.0.0.1", "\"host\"", "\"port\"", "missed", "guide.yaml");

    List<NaviEvent> once = played(file);
    assertThat(once).isEqualTo(played(file));
    List<NaviPose> poses = poses(once);
    assertThat(poses).hasSizeGreaterThan(20);
    assertThat(poses)
        .allSatisfy(
            pose -> {
              assertThat(pose.frame()).isEqualTo("Table");
              assertThat(pose.tools()).extracting(NaviPose.Tool::name).containsExactly("Needle");
            });
    // At the times at which it was read, which do not go back.
    assertThat(poses).extracting(NaviPose::capturedNanos).isSorted();

    // Cut as by a power cut, and in the middle of a message.
    int said = written.indexOf(" said ", written.length() / 2) + " said ".length();
    String cut = written.substring(0, said + 2 * 70);
    List<NaviPose> beginning = poses(played(Files.writeString(folder.resolve("cut"), cut)));
    assertThat(beginning).hasSizeGreaterThan(5).hasSizeLessThan(poses.size());
    assertThat(beginning.getLast().tools().getFirst().status()).isEqualTo(NaviPose.Tool.MISSING);
    beginning.removeLast(); // it fell silent
    assertThat(poses).startsWith(beginning.toArray(NaviPose[]::new));
  }

  /** A second of the simulated tracker, by TCP, with a frame that is in a file. */
  private void record(Path file) throws Exception {
    Path frame = folder.resolve("guide.yaml");
    Files.writeString(
        frame, "from: Reference\nto: Table\ntranslation: [0, 0, 100]\nmade: in OR 3\n");
    try (TrackerServer server = TrackerServer.start(0, TrackerServer.Form.TRANSFORM, 60)) {
      Map<String, Object> section = new HashMap<>(server.settings());
      section.put("name", "tracker");
      section.put("frames", List.of(Map.of("file", frame.toString())));
      section.put("publish", List.of(Map.of("tool", "Needle", "in", "Table")));
      GatewayConfig config =
          new ConfigReader(Drivers.load())
              .read(
                  "or-3.yaml",
                  Map.of(
                      "gateway",
                      "or-3",
                      "hub",
                      Map.of("url", "http://127.0.0.1:1/api/hub", "topic", "OR-3"),
                      "devices",
                      List.of(section)));
      try (Recorder recorder = Recorder.start(file, config.devices(), System::nanoTime);
          LiveDevices _ = LiveDevices.start(recorder.listeningTo(config.devices()))) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (Files.readString(file).lines().filter(line -> line.contains(" said ")).count()
            < 60) {
          assertThat(System.nanoTime()).isLessThan(until);
          Thread.sleep(20);
        }
      }
    }
  }

  /** A tool that falls silent takes its switch along, half a second later in the session's time. */
  @Test
  void theSwitchOfAToolHoldsUntilTheToolIsSilent() throws Exception {
    String off = told("OK");
    String on = told("SWITCH1_IS_ON");
    Path file = folder.resolve("switch.session");
    Files.writeString(
        file,
        """
        navicast-session 1
        device {"name":"tracker","driver":"tracker-igtlink","checksum":"optional"}
        0.000000 tracker opening
        0.010000 tracker ready
        0.100000 tracker said OFF
        0.200000 tracker said ON1
        0.200000 tracker said ON2
        0.400000 tracker said OFF
        1.000000 tracker said ON
        3.000000 tracker said OFF
        4.000000 tracker said ON
        4.250000 tracker gone
        5.000000 tracker opening
        5.010000 tracker ready
        5.100000 tracker said ON
        end 6.000000
        """
            .replace("OFF", off)
            .replace("ON1", on.substring(0, 100))
            .replace("ON2", on.substring(100))
            .replace("ON", on));
    Session session = SessionFile.read(file);
    GatewayConfig config = SessionConfig.of(file.toString(), session, profile());
    List<String> lines = new ArrayList<>();
    new Playback(
            session,
            config.profile().orElseThrow(),
            config.devices(),
            Playback.Pace.AT_ONCE,
            new ActionLines(lines::add))
        .play();
    assertThat(lines)
        .containsExactly(
            "0.000 mode scroll",
            "0.200 slice.scroll started 0.5",
            "0.400 slice.scroll ended",
            "1.000 slice.scroll started 0.5",
            "1.500 slice.scroll cancelled control-lost",
            "4.000 slice.scroll started 0.5",
            "4.250 slice.scroll cancelled device-lost");
  }

  @Test
  void aReadThatIsLongerThanALineIsSplitAndReadAsOne() {
    List<Entry> heard = new ArrayList<>();
    long[] micros = {7};
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HeardServer(
                "tracker",
                new Notebook() {
                  @Override
                  public void accept(Recorder.EntryAt entry) {
                    heard.add(entry.at(micros[0]++));
                  }

                  @Override
                  public void deaf(String device) {
                    throw new AssertionError("it is heard");
                  }
                },
                Discretion.NOT_NEEDED,
                new ChannelInboundHandlerAdapter()));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[3 * HeardServer.MAX_PIECE_BYTES]));
    channel.writeInbound(Unpooled.EMPTY_BUFFER);
    assertThat(heard).extracting(Entry::micros).containsExactly(7L, 7L, 7L, 10L);
    assertThat(heard)
        .allSatisfy(entry -> assertThat(Lines.of(entry)).hasSizeLessThan(Lines.MAX_LENGTH));
    channel.finishAndReleaseAll();
  }

  private String profile() throws IOException {
    return Files.writeString(
            folder.resolve("needle.yaml"),
            """
            profile: needle
            modes:
              - name: scroll
                tracker:
                  StylusTip.switch1: { hold: { action: slice.scroll, value: 0.5 } }
            """)
        .toString();
  }

  /** A TRANSFORM of version 2 without a checksum, and the word of PLUS on its tool. */
  private static String told(String status) {
    byte[] key = "TransformStatus".getBytes(StandardCharsets.US_ASCII);
    byte[] value = status.getBytes(StandardCharsets.US_ASCII);
    int size = 12 + 48 + 10 + key.length + value.length;
    ByteBuffer message = ByteBuffer.allocate(58 + size);
    message.putShort(0, (short) 2);
    message.put(2, "TRANSFORM".getBytes(StandardCharsets.US_ASCII));
    message.put(14, "StylusTipToRef".getBytes(StandardCharsets.US_ASCII));
    message.putLong(42, size);
    message.position(58).putShort((short) 12).putShort((short) 10);
    message.putInt(key.length + value.length).putInt(0);
    for (float cell : new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 4, 5, 6}) {
      message.putFloat(cell);
    }
    message.putShort((short) 1).putShort((short) key.length).putShort((short) 3);
    message.putInt(value.length).put(key).put(value);
    return HexFormat.of().withUpperCase().formatHex(message.array());
  }

  private static List<NaviPose> poses(List<NaviEvent> events) {
    return events.stream()
        .filter(NaviPose.class::isInstance)
        .map(NaviPose.class::cast)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<NaviEvent> played(Path file) throws Exception {
    Session session = SessionFile.read(file);
    GatewayConfig config = SessionConfig.of(file.toString(), session, profile());
    List<NaviEvent> told = new ArrayList<>();
    new Playback(
            session,
            config.profile().orElseThrow(),
            config.devices(),
            Playback.Pace.AT_ONCE,
            told::add)
        .play();
    return told;
  }
}
