package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scripts and people see of the command line: exit codes, and which stream says what. */
final class CommandLineTest {
  private final RecordedConsole console = new RecordedConsole();

  @Test
  void helpNamesEveryCommand() {
    assertEquals(0, console.run("--help"));

    for (String command :
        new String[] {
          "demo",
          "run",
          "check",
          "schema",
          "import",
          "devices",
          "learn",
          "watch",
          "hub",
          "completion"
        }) {
      assertTrue(
          console.outLines().stream().anyMatch(line -> line.startsWith("  " + command + " ")),
          command);
    }
    assertEquals("", console.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "run", "check", "schema", "import", "devices", "learn", "watch", "hub"})
  void helpOfACommandEndsWithAnExample(String command) {
    assertEquals(0, console.run(command, "--help"));

    assertTrue(console.out().contains("Example"), console.out());
    assertTrue(console.out().contains("  navicast " + command), console.out());
  }

  /** A gateway's start makes this one command alone, and nobody is to see that. */
  @ParameterizedTest
  @CsvSource({"run", "run --help", "run --config", "run --confug x", "run --config /none.yaml"})
  void runSaysTheSameAloneAndAmongTheOthers(String line) {
    String[] arguments = line.split(" ");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console alone = new Console(new PrintWriter(out, true), new PrintWriter(err, true));

    int code = CommandLines.of(alone, arguments).execute(arguments);

    assertEquals(console.run(arguments), code);
    assertEquals(console.out(), out.toString());
    assertEquals(console.err(), err.toString());
    assertTrue(code == 2 || out.toString().contains("--config"), out.toString());
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertEquals(0, console.run("--version"));

    assertTrue(console.out().matches("navicast \\d+\\.\\d+\\.\\d+\\S*\\R"), console.out());
  }

  @Test
  void completionIsAShellScript() {
    assertEquals(0, console.run("completion"));

    assertTrue(console.out().startsWith("#!/usr/bin/env bash"));
    assertTrue(console.out().contains("watch"));
  }

  @Test
  void devicesNamesEveryDriverAndWhereToLookForItsDevice() {
    assertEquals(0, console.run("devices", "--json"), console.err());

    for (String driver :
        new String[] {
          "footswitch-serial serial-port",
          "footswitch-hid hid",
          "footswitch-gpio gpio",
          "6dof-magellan serial-port",
          "tracker-igtlink network"
        }) {
      assertTrue(
          console.outLines().stream()
              .map(line -> JsonMapper.shared().readTree(line))
              .anyMatch(
                  line ->
                      driver.equals(
                          line.path("id").asString() + " " + line.path("door").asString())),
          driver);
    }
  }

  @Test
  void anUnknownCommandIsBadUsage() {
    assertEquals(2, console.run("fly"));

    assertEquals("", console.out());
    assertTrue(console.err().startsWith("navicast: "), console.err());
    assertTrue(console.err().contains("navicast --help"), console.err());
  }

  @Test
  void aMissingOptionIsBadUsage() {
    assertEquals(2, console.run("watch", "--topic", "OR-3"));

    assertTrue(console.err().contains("--hub"), console.err());
    assertTrue(console.err().contains("navicast watch --help"), console.err());
  }

  @Test
  void anAddressThatIsNoneIsBadUsage() {
    assertEquals(2, console.run("watch", "--hub", "hub.example.org", "--topic", "OR-3"));

    assertTrue(console.err().contains("is not the address of a hub; give"), console.err());
  }

  @Test
  void aCertificateWithoutItsKeyIsBadUsage() {
    assertEquals(2, console.run("hub", "--tls-cert", "hub.crt"));
    assertTrue(
        console.err().contains("--tls-cert and --tls-key belong together; give both"),
        console.err());
  }

  @Test
  void aCertificateThatIsNotThereIsBadUsage() {
    assertEquals(2, console.run("hub", "--tls-cert", "no.crt", "--tls-key", "no.key"));
    assertTrue(
        console.err().contains("--tls-cert no.crt does not exist; check its name and folder"),
        console.err());
  }

  @Test
  void aNodeOfSeveralThatIsToKeepTheContextIsBadUsage() {
    assertEquals(2, console.run("hub", "--current-context", "--engine", "nats://127.0.0.1:4222"));
    assertTrue(
        console.err().contains("--current-context and --engine do not go together"), console.err());
  }

  @Test
  void aPortThatIsNoneIsBadUsage() {
    assertEquals(2, console.run("hub", "--port", "70000"));

    assertTrue(console.err().contains("from 0 to 65535"), console.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void aConfigurationThatIsNotThereIsBadConfiguration(String command) {
    assertEquals(2, console.run(command, "--config", "no-such.yaml"));

    assertEquals("no-such.yaml:1:1: does not exist; check its name and folder\n", console.err());
    assertEquals("", console.out());
  }

  @ParameterizedTest
  @CsvSource({"example.yaml, 3", "example.toml, 3", "demo.yaml, 3", "pedals.yaml, 5"})
  void theConfigurationsThatComeWithItAreGood(String name, int devices) {
    String file = Path.of("..", "config", name).toString();

    assertEquals(0, console.run("check", "--config", file), console.err());

    assertTrue(console.out().startsWith(file + ": good; gateway "), console.out());
    assertTrue(console.out().contains("with " + devices + " devices"), console.out());
  }

  @Test
  void checkTellsProgramsTheSameAsPeople(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "gateway: or-3\ncolour: green\n");

    assertEquals(2, console.run("check", "--config", file.toString(), "--json"));

    JsonNode told = JsonMapper.shared().readTree(console.out());
    assertFalse(told.path("ok").asBoolean());
    JsonNode last = told.path("problems").path(2);
    assertEquals(2, last.path("line").asInt());
    assertEquals(1, last.path("column").asInt());
    assertEquals("colour", last.path("key").asString());
    assertEquals(
        "is not known here; known are gateway, hub, devices, board, figures, profile, profile-file,"
            + " profile-when",
        last.path("message").asString());
    assertEquals("", console.err());
  }

  @Test
  void elevenMistakesAreElevenLines(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        gateway: OR 3
        hub:
          url: hub.example.org
          topc: OR-3
          auth: magic
          deadline-millis: 5
        devices:
          - name: pedals
            driver: footswitch-serail
            port: /dev/ttyUSB0
            pedals:
              - { control: left, pressed: "L1", relaesed: "L0" }
            buttons: { debounce-millis: many }
          - name: cap
            driver: 6dof-magellan
            port: /dev/ttyUSB1
            motion:
              curv: 2
              axes:
                q: { invert: true }
        colour: green
        """);

    assertEquals(2, console.run("check", "--config", file.toString()));

    assertEquals("", console.out());
    assertEquals(
        """
        1:1: gateway: is not a name; give up to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit
        3:3: hub.url: is "hub.example.org"; give the hub's address such as https://hub.example.org/api/hub, without a user name
        4:3: hub.topc: is not known here; did you mean topic?
        5:3: hub.auth: is "magic"; give one of none, mock, client-credentials, device-code
        6:3: hub.deadline-millis: is 5; give a whole number from 20 to 2000
        9:5: devices[0].driver: is "footswitch-serail"; did you mean footswitch-serial?
        12:41: devices[0].pedals[0].relaesed: is not known here; did you mean released?
        13:16: devices[0].buttons.debounce-millis: is "many"; give a whole number from 0 to 200
        18:7: devices[1].motion.curv: is not known here; did you mean curve?
        20:9: devices[1].motion.axes.q: is not known here; known are x, y, z, rx, ry, rz
        21:1: colour: is not known here; known are gateway, hub, devices, board, figures, profile, profile-file, profile-when
        """,
        console.err().replace(file + ":", ""));
  }

  @Test
  void importSaysByItsExitCodeWhatBecameOfTheCard(@TempDir Path home) throws IOException {
    Path card = Files.createDirectory(home.resolve("card"));
    String to = home.resolve("state/config").toString();
    assertEquals(1, console.run("import", "--from", home.resolve("no").toString(), "--to", to));
    assertTrue(console.err().contains("is no folder; is the card there?"), console.err());
    assertEquals(2, console.run("import", "--from", card.toString(), "--to", to));
    assertTrue(
        console.err().contains("There is no navicast.yaml or navicast.toml on the card"),
        console.err());

    Files.writeString(card.resolve("navicast.yaml"), "gateway: or-3\n");
    assertEquals(2, console.run("import", "--from", card.toString(), "--to", to));
    assertTrue(console.err().contains("\nnavicast.yaml:1:1: hub: is missing"), console.err());

    Files.copy(
        Path.of("..", "config", "example.yaml"),
        card.resolve("navicast.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    assertEquals(0, console.run("import", "--from", card.toString(), "--to", to), console.err());
    assertTrue(console.out().startsWith("navicast.yaml is good, and in use"), console.out());
    assertEquals(0, console.run("check", "--config", to + "/current"));
  }
}
