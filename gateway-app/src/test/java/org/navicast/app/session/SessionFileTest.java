package org.navicast.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.gateway.LiveDevices;
import org.navicast.driver.simulator.Pty;
import org.navicast.gateway.runtime.Drivers;

final class SessionFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          navicast-session 2;                            | :1: it does not begin with
          navicast-session 1;0.5 pedals said 4C          | :2: no device is called pedals
          navicast-session 1;device {"name":"a"};x a said| :3: a line begins with seconds
          navicast-session 1;device {"name":"a"};1 a says| :3: "says" is nothing that a device does
          navicast-session 1;device {"name":"a"};1 a said 4| :3: bytes are in hexadecimal
          navicast-session 1;device {"name":"a"};1 a board []| :3: after the word comes a JSON object
          navicast-session 1;device {"name":"a"};1 a board {"ids":"7"}| :3: give vendor and product
          navicast-session 1;device {"name":"a"};2 a said 4C;1 a said 4C| :4: its time is before
          navicast-session 1;device {"name":"a"};device {"name":"a"}| :3: there are two devices a
          navicast-session 1;end 1;device {"name":"a"}   | :3: the session has ended before
          """)
  void whatIsWrongIsToldWithItsLine(String lines, String complaint) throws IOException {
    Path file = write(lines.strip().replace(';', '\n'));
    assertThatThrownBy(() -> SessionFile.read(file))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining(file + complaint.strip());
  }

  @Test
  void aLineWithoutAnEndIsNoReasonForMuchMemory() throws IOException {
    Path file = write("navicast-session 1\n# " + "x".repeat(10_000_000));
    assertThatThrownBy(() -> SessionFile.read(file)).hasMessageContaining(":2: it is longer");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatADeviceSaysIsWrittenDownAndNothingOfTheRoom() throws Exception {
    Path file = folder.resolve("foot.session");
    try (Pty line = Pty.open()) {
      GatewayConfig config =
          new ConfigReader(Drivers.load())
              .read(
                  "or-3.yaml",
                  Map.of(
                      "gateway",
                      "or-3",
                      "hub",
                      Map.of("url", "http://127.0.0.1:1/api/hub", "topic", "SECRET-ROOM"),
                      "devices",
                      List.of(
                          Map.of(
                              "name",
                              "pedals",
                              "driver",
                              "footswitch-serial",
                              "port",
                              line.path(),
                              "pedals",
                              List.of(
                                  Map.of("control", "left", "pressed", "L1", "released", "L0"))))));
      try (Recorder recorder = Recorder.start(file, config.devices(), System::nanoTime);
          LiveDevices _ = LiveDevices.start(recorder.listeningTo(config.devices()))) {
        await(file, " ready");
        line.write("L1\n".getBytes(StandardCharsets.US_ASCII));
        await(file, "said 4C310A");
        line.write("L0\n".getBytes(StandardCharsets.US_ASCII));
        await(file, "said 4C300A");
      }
      assertThat(Files.readString(file))
          .startsWith("navicast-session 1\ndevice {\"name\":\"pedals\",")
          .contains("\nend ")
          .doesNotContain("SECRET-ROOM", "127.0.0.1", line.path());
    }
    Session session = SessionFile.read(file);
    assertThat(session.entries())
        .filteredOn(Entry.Said.class::isInstance)
        .extracting(entry -> ((Entry.Said) entry).isBefore())
        .containsExactly(false, false);
    assertThatThrownBy(() -> Recorder.start(file, List.of(), System::nanoTime))
        .hasMessageContaining("is there already");
  }

  @Test
  void aDeviceThatComesLaterIsWrittenDownAndOneThatChangedIsNot() throws Exception {
    Path file = folder.resolve("late.session");
    DeviceConfig first = pedals("left");
    DeviceConfig changed = pedals("right");
    DeviceConfig late = pedals("left", "late");
    try (Recorder recorder = Recorder.start(file, List.of(first), System::nanoTime)) {
      assertThat(recorder.listeningTo(changed)).isSameAs(changed);
      assertThat(recorder.listeningTo(first)).isNotSameAs(first);
      recorder.listeningTo(late);
      recorder.accept(micros -> new Entry.Opening(micros, "late"));
      await(file, " late opening");
    }
    Session session = SessionFile.read(file);
    assertThat(session.devices())
        .extracting(device -> device.get("name"))
        .containsExactly("pedals", "late");
    assertThat(session.entries()).extracting(Entry::device).containsExactly("pedals", "late");
  }

  private static DeviceConfig pedals(String control) throws ConfigException {
    return pedals(control, "pedals");
  }

  private static DeviceConfig pedals(String control, String name) throws ConfigException {
    return new ConfigReader(Drivers.load())
        .read(
            "or-3.yaml",
            Map.of(
                "gateway",
                "or-3",
                "hub",
                Map.of("url", "http://127.0.0.1:1/api/hub", "topic", "OR-3"),
                "devices",
                List.of(
                    Map.of(
                        "name",
                        name,
                        "driver",
                        "footswitch-serial",
                        "port",
                        "/dev/navicast-no-such-port",
                        "pedals",
                        List.of(Map.of("control", control, "pressed", "L1", "released", "L0"))))))
        .devices()
        .getFirst();
  }

  private static void await(Path file, String text) throws Exception {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!Files.readString(file).contains(text)) {
      assertThat(System.nanoTime()).as(text).isLessThan(until);
      Thread.sleep(20);
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("x.session"), text);
  }
}
