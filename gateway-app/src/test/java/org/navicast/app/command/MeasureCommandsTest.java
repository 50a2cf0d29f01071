package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.gateway.engine.FrameSettings.Fixed;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.runtime.Drivers;

/** A person calibrates a tip and registers a patient with it, before a tracker on a real socket. */
@Timeout(60)
final class MeasureCommandsTest {
  private static final Rigid TIP = Rigid.translation(3, -18, 152);

  /** Where the patient is: from the reference on the table to the patient. */
  private static final Rigid PATIENT = new Rigid(40, -70, 25, 0.1, 0.3, -0.2, 0.9).normalized();

  private static final String FACE =
      """
      points:
        - { name: nasion, at: [0, 84.5, 12] }
        - { name: left tragus, at: [-72, 0, 0] }
        - { name: right tragus, at: [72, 0, 0] }
      """;

  @TempDir private Path folder;
  private ToolServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ToolServer("StylusToReference", () -> Rigid.translation(10, 20, -900));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTipIsCalibratedAndThePatientRegisteredWithIt() throws Exception {
    server.show(MeasureCommandsTest::pivoted);
    Path tip = folder.resolve("tip.yaml");
    RecordedConsole calibrate = person(Map.of());
    assertEquals(
        0,
        calibrate.run(
            "calibrate",
            "--config",
            config("").toString(),
            "--tool",
            "Stylus",
            "--seconds",
            "1",
            "--write",
            tip.toString()),
        calibrate.err());
    assertTrue(calibrate.err().contains("from StylusTip to Stylus"), calibrate.err());

    Path patient = folder.resolve("patient.yaml");
    Files.writeString(folder.resolve("face.yaml"), FACE);
    RecordedConsole register =
        person(
            Map.of(
                "nasion", touching(0, 84.5, 12),
                "left tragus", touching(-72, 0, 0),
                "right tragus", touching(72, 0, 0)));
    String frames = "    frames: [ { file: " + tip + " } ]\n";
    String publish = "    publish: [ { tool: StylusTip, in: %s } ]\n";
    assertEquals(
        0,
        register.run(
            "register",
            "--config",
            config(frames + publish.formatted("Reference")).toString(),
            "--tool",
            "StylusTip",
            "--in",
            "Reference",
            "--to",
            "Patient",
            "--points",
            folder.resolve("face.yaml").toString(),
            "--write",
            patient.toString()),
        register.err());
    assertTrue(register.err().contains("nasion"), register.err());
    assertTrue(register.err().contains("The points lie in a plane"), register.err());

    Path whole =
        config(
            "    frames: [ { file: %s }, { file: %s } ]\n".formatted(tip, patient)
                + publish.formatted("Patient"));
    List<Fixed> found =
        new ConfigReader(Drivers.load()).read(whole).devices().getFirst().engine().frames().fixed();
    assertNear(TIP, found.get(0).motion());
    assertNear(PATIENT, found.get(1).motion());
  }

  @Test
  void aToolThatRestsSaysNothing() throws Exception {
    Path tip = folder.resolve("tip.yaml");
    RecordedConsole console = person(Map.of());
    assertEquals(
        1,
        console.run(
            "calibrate",
            "--config",
            config("").toString(),
            "--tool",
            "Stylus",
            "--seconds",
            "1",
            "--write",
            tip.toString()));
    assertTrue(console.err().contains("tilted too little"), console.err());
    assertFalse(Files.exists(tip));
  }

  @Test
  void aToolThatIsToldInSeveralFramesIsTakenInTheOneThatIsChosen() throws Exception {
    server.name("StylusToReference", "StylusToTracker");
    server.show(MeasureCommandsTest::pivoted);
    Path tip = folder.resolve("tip.yaml");
    RecordedConsole console = person(Map.of());
    assertEquals(1, console.run(calibrate(tip)));
    assertTrue(
        console
            .err()
            .contains(
                "Stylus is told in several frames (Reference, Tracker); nothing is written, choose"
                    + " one by --in"),
        console.err());
    assertFalse(Files.exists(tip));
    RecordedConsole again = person(Map.of());
    assertEquals(0, again.run(calibrate(tip, "--in", "Tracker")), again.err());
    assertTrue(Files.exists(tip));
  }

  @Test
  void whatATrackerTellsIsListedWithWhatIsDoubted() throws Exception {
    RecordedConsole console = person(Map.of());
    assertEquals(0, console.run("devices", "--config", config("").toString()), console.err());
    assertTrue(console.out().contains("tracker  connected"), console.out());
    assertTrue(console.out().contains("  Stylus in Reference: ok, told "), console.out());
    assertTrue(
        console.out().contains("  doubted: it does not say whether it sees its tools"),
        console.out());
  }

  private String[] calibrate(Path tip, String... more) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "calibrate",
                "--config",
                config("").toString(),
                "--tool",
                "Stylus",
                "--seconds",
                "1",
                "--write",
                tip.toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aTrackerThatIsNotThereIsSaid() throws Exception {
    Path config = config("");
    server.close();
    RecordedConsole console = person(Map.of());
    assertEquals(
        1,
        console.run(
            "calibrate",
            "--config",
            config.toString(),
            "--tool",
            "Stylus",
            "--write",
            folder.resolve("tip.yaml").toString()));
    assertTrue(console.err().contains("the tracker tracker is not there: "), console.err());
  }

  @Test
  void twoPointsAreTooFewAndSaidBeforeAnybodyMeasures() throws Exception {
    Path points =
        Files.writeString(folder.resolve("points.yaml"), "points:\n  - { name: a, at: [1, 2] }\n");
    RecordedConsole console = person(Map.of());
    assertEquals(
        2,
        console.run(
            "register",
            "--config",
            config("").toString(),
            "--tool",
            "Stylus",
            "--in",
            "Reference",
            "--to",
            "Patient",
            "--points",
            points.toString(),
            "--write",
            folder.resolve("p.yaml").toString()));
    assertTrue(
        console.err().contains("points.yaml:2:16: points[0].at: are too few; give 3"),
        console.err());
  }

  /** The tip in a hole, the tool tilted anywhere within 40 degrees. */
  private static Rigid pivoted() {
    double way = ThreadLocalRandom.current().nextDouble(2 * Math.PI);
    double half = Math.toRadians(ThreadLocalRandom.current().nextDouble(40)) / 2;
    Rigid turn =
        new Rigid(
            0,
            0,
            0,
            Math.cos(way) * Math.sin(half),
            Math.sin(way) * Math.sin(half),
            0,
            Math.cos(half));
    return Rigid.translation(-80, 40, 1_200).after(turn).after(TIP.inverse());
  }

  /** The tip on a point of the patient. */
  private static Rigid touching(double x, double y, double z) {
    Rigid turn = new Rigid(0, 0, 0, 0.2, -0.1, 0.4, 0.8).normalized();
    Rigid point = PATIENT.inverse().after(Rigid.translation(x, y, z));
    return Rigid.translation(point.x(), point.y(), point.z()).after(turn).after(TIP.inverse());
  }

  private Path config(String ofTracker) throws IOException {
    return Files.writeString(
        folder.resolve("or-3.yaml"),
        """
        gateway: or-3
        hub: { url: "http://127.0.0.1:2018/api/hub", topic: OR-3 }
        devices:
          - name: tracker
            driver: tracker-igtlink
            host: 127.0.0.1
            port: %d
        """
                .formatted(server.port())
            + ofTracker);
  }

  /** A person who holds the tool so when asked to touch that, and then presses Enter. */
  private RecordedConsole person(Map<String, Rigid> poses) {
    AtomicReference<RecordedConsole> seen = new AtomicReference<>();
    RecordedConsole console =
        new RecordedConsole(
            new BufferedReader(new StringReader("")) {
              @Override
              public String readLine() {
                String asked =
                    Objects.requireNonNull(seen.get()).err().lines().reduce("", (_, last) -> last);
                poses.forEach(
                    (name, pose) -> {
                      if (asked.startsWith("Touch " + name + ",")) {
                        server.show(() -> pose);
                      }
                    });
                return "";
              }
            });
    seen.set(console);
    return console;
  }

  private static void assertNear(Rigid expected, Rigid actual) {
    Rigid rest = expected.inverse().after(actual);
    assertEquals(0, Math.abs(rest.x()) + Math.abs(rest.y()) + Math.abs(rest.z()), 0.05);
    assertEquals(1, Math.abs(rest.qw()), 1e-6);
  }
}
