package org.navicast.app.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.hub.HubUrl;
import org.navicast.driver.simulator.Pty;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;

/** Each layer broken on purpose, and what the doctor says of it. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class DoctorCommandTest {
  /** A topic that must not get out. */
  private static final String TOPIC = "ROOM-CANARY-7";

  @TempDir Path folder;

  @Test
  void aGatewayThatIsWellIsJoinedAndHeard() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0));
        Pty line = Pty.open();
        Feet _ = new Feet(line)) {
      RecordedConsole console = examine(HubUrl.of(hub), pedalsAt(line.path()), 8);
      assertThat(console.outLines())
          .anyMatch(it -> it.startsWith("OK    configuration: "))
          .anyMatch(it -> it.startsWith("OK    program: navicast "))
          .contains("OK    device pedals: footswitch-serial: connected, and it was heard")
          .anyMatch(it -> it.startsWith("OK    token: was given"))
          .anyMatch(it -> it.startsWith("OK    websocket: joined "))
          .anyMatch(it -> it.startsWith("OK    echo: an event came back through the hub"))
          .noneMatch(it -> it.startsWith("FAIL"));
    }
  }

  @Test
  void aHubInSingleUserModeIsAWarning() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0));
        HttpClient http = HttpClient.newHttpClient()) {
      URI reset = URI.create(HubUrl.of(hub)).resolve("/api/admin/reset");
      HttpRequest request =
          HttpRequest.newBuilder(reset)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"single_user_mode\":true}"))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      assertThat(examine(HubUrl.of(hub), noDevice(), 2).outLines())
          .anyMatch(
              it ->
                  it.startsWith("WARN  token: was given, ")
                      && it.contains("for the topic SINGLE-USER")
                      && it.endsWith("or give hub.topic: SINGLE-USER"))
          .anyMatch(it -> it.startsWith("OK    websocket: joined "));
    }
  }

  @Test
  void aPedalThatNobodyPressesIsAWarning() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0));
        Pty line = Pty.open()) {
      RecordedConsole console = new RecordedConsole();
      int exitCode = run(console, HubUrl.of(hub), pedalsAt(line.path()), 5);
      assertThat(exitCode).isEqualTo(ExitCode.WARNINGS);
      assertThat(console.outLines())
          .contains(
              "WARN  device pedals: footswitch-serial: connected, but nothing came from it in 5 s;"
                  + " press or move it while this runs, --seconds gives you more time");
    }
  }

  @Test
  void devicesThatAreNotThereAreNamedEach() throws Exception {
    List<String> lines =
        failing(
            nobody(),
            pedalsAt(folder + "/ttyNone")
                + "  - { name: cap, driver: 6dof-magellan, port: "
                + folder
                + "/ttyNoCap }\n"
                + "  - { name: camera, driver: tracker-igtlink, host: 127.0.0.1, port: 1 }\n");
    assertThat(lines)
        .anyMatch(it -> it.startsWith("FAIL  device pedals: footswitch-serial: there is no serial"))
        .anyMatch(it -> it.startsWith("FAIL  device cap: 6dof-magellan: there is no serial"))
        .anyMatch(
            it ->
                it.startsWith("FAIL  device camera: tracker-igtlink: no OpenIGTLink server answers")
                    && it.contains("connection refused"));
  }

  @Test
  void aHubThatIsNotThereFailsOnTheWay() throws Exception {
    assertThat(failing(nobody(), noDevice()))
        .anyMatch(it -> it.startsWith("FAIL  way: nothing listens at 127.0.0.1:"));
  }

  @Test
  void aHubThatNeverAnswersIsSaid() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(failing("http://127.0.0.1:" + silent.getLocalPort() + "/api/hub", noDevice()))
          .anyMatch(it -> it.startsWith("FAIL  token: "));
    }
  }

  @Test
  void aHubThatSpeaksPlainHttpWhereTlsIsWantedIsSaid() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      assertThat(failing(HubUrl.of(hub).replaceFirst("^http:", "https:"), noDevice()))
          .anyMatch(it -> it.startsWith("FAIL  way: ") && it.contains("TLS"));
    }
  }

  @Test
  void aNameThatNobodyKnowsIsSaidBeforeAnythingIsTried() throws Exception {
    assertThat(failing("https://hub.invalid/api/hub", noDevice()))
        .contains(
            "FAIL  name hub.invalid: is not known here; check hub.url, and the name servers of this"
                + " machine",
            "SKIP  hub: not tried, since its name is not known");
  }

  @Test
  void aPathThatIsNoHubFailsAtTheSubscription() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      assertThat(failing(HubUrl.of(hub) + "/elsewhere", noDevice()))
          .anyMatch(it -> it.startsWith("FAIL  ") && it.contains("404"));
    }
  }

  @Test
  void aConfigurationWithErrorsIsToldAsByCheck() throws Exception {
    Path config = Files.writeString(folder.resolve("bad.yaml"), "gateway: or-3\nhubb: 3\n");
    Path report = folder.resolve("report.txt");
    RecordedConsole console = new RecordedConsole();
    assertThat(console.run("doctor", "--config", config.toString(), "--report", report.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(Files.readString(report)).contains("OK    program: navicast ", "bad.yaml:2:1: hubb");
    assertThat(console.out()).contains("OK    program: navicast ");
    assertThat(console.err()).contains("bad.yaml").contains("hubb");
  }

  @Test
  void theReportIsForItsOwnerAndNamesNoTopic() throws Exception {
    Path report = folder.resolve("report.txt");
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      RecordedConsole console = new RecordedConsole();
      console.run(
          "doctor",
          "--config",
          config(HubUrl.of(hub), noDevice()),
          "--seconds",
          "2",
          "--report",
          report.toString(),
          "--json");
      assertThat(console.outLines()).allMatch(it -> it.startsWith("{\"level\":"));
    }
    assertThat(Files.readAllLines(report)).first().asString().startsWith("navicast doctor, ");
    assertThat(Files.readString(report)).contains("websocket: joined").doesNotContain(TOPIC);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report)))
        .isEqualTo("rw-------");
  }

  private List<String> failing(String hubUrl, String devices) throws IOException {
    RecordedConsole console = new RecordedConsole();
    assertThat(run(console, hubUrl, devices, 2)).as(console.out()).isEqualTo(ExitCode.FAILED);
    return console.outLines();
  }

  private RecordedConsole examine(String hubUrl, String devices, int seconds) throws IOException {
    RecordedConsole console = new RecordedConsole();
    run(console, hubUrl, devices, seconds);
    return console;
  }

  private int run(RecordedConsole console, String hubUrl, String devices, int seconds)
      throws IOException {
    return console.run(
        "doctor", "--config", config(hubUrl, devices), "--seconds", Integer.toString(seconds));
  }

  private String config(String hubUrl, String devices) throws IOException {
    return Files.writeString(
            folder.resolve("gateway.yaml"),
            """
            gateway: or-3
            hub: { url: "%s", topic: %s, auth: mock, user: or-3 }
            devices:
            %s"""
                .formatted(hubUrl, TOPIC, devices))
        .toString();
  }

  /** At least one device has to be configured; this one is lost. */
  private static String noDevice() {
    return "  - { name: camera, driver: tracker-igtlink, host: 127.0.0.1, port: 1 }\n";
  }

  private static String pedalsAt(String port) {
    return "  - { name: pedals, driver: footswitch-serial, port: "
        + port
        + ", pedals: [{ control: left, pressed: \"L1\", released: \"L0\" }] }\n";
  }

  /** A port where nothing listens, for as long as the test is quick. */
  private static String nobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + taken.getLocalPort() + "/api/hub";
    }
  }

  /** Somebody who taps a pedal all the time. */
  private static final class Feet implements AutoCloseable {
    private final List<IOException> failures = new ArrayList<>();
    private final Thread thread;

    Feet(Pty line) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      while (true) {
                        line.write("L1\nL0\n".getBytes(US_ASCII));
                        Thread.sleep(50);
                      }
                    } catch (IOException e) {
                      failures.add(e);
                    } catch (InterruptedException _) {
                      // closed
                    }
                  });
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
      assertThat(failures).isEmpty();
    }
  }
}
