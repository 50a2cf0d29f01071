package org.navicast.app.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.gateway.runtime.Drivers;

final class CardImportTest {
  private static final String YAML =
      """
      gateway: or-3
      hub:
        url: https://hub.example.org/api/hub
        standby: [https://127.0.0.1:8443/api/hub]
        topic: OR-3
        auth: client-credentials
        issuer: https://login.example.org/realms/clinic
        client-id: or-3
        secret-file: or-3.secret
      devices:
        - name: tracker
          driver: tracker-igtlink
          host: plus.example.org
          frames: [ { file: frames/tip.yaml } ]
          publish: [ { tool: StylusTip, in: Tracker } ]
      board:
        hostname: or-3
        time: [ntp.example.org]
        wifi: { ssid: clinic, country: DE, password-file: keys/wifi.txt }
      """;

  private static final String TIP =
      "from: StylusTip\nto: Stylus\ntranslation: [0, 0, 100]\nmade: 2026-11-02\n";

  private static final ConfigReader READER = new ConfigReader(Drivers.load());

  @TempDir Path home;
  private Path card;
  private Path board;

  @BeforeEach
  void firstCard() throws IOException {
    card = Files.createDirectory(home.resolve("card"));
    board = home.resolve("board");
    put("navicast.yaml", YAML);
    put("or-3.secret", "sesame\r\n");
    put("keys/wifi.txt", "open the door\r\n");
    put("frames/tip.yaml", TIP);
  }

  private void put(String name, String content) throws IOException {
    Path file = card.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
  }

  private Outcome run() throws IOException {
    return new CardImport(READER, card, board).run();
  }

  private Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private Map<String, String> inUse() throws IOException {
    return files(board.resolve("current").toRealPath());
  }

  private long generations() throws IOException {
    try (Stream<Path> all = Files.list(board.resolve("generations"))) {
      return all.count();
    }
  }

  private String report() throws IOException {
    return Files.readString(card.resolve("navicast-import.txt"));
  }

  @Test
  void whatIsWrongInAProfileIsToldOfItsFile() throws IOException {
    put("navicast.yaml", YAML + "profile-file: mine.yaml\n");
    put("mine.yaml", "profile: mine\nmodes: [ { name: only, nobody: { left: { tap: x } } } ]\n");
    assertInstanceOf(Outcome.Refused.class, run());
    assertTrue(report().contains("mine.yaml:2:"), report());
    assertFalse(report().contains("navicast.yaml:"), report());
  }

  @Test
  void aFirstCardIsTakenWholeAndItsSecretsAreTakenOffIt() throws IOException {
    Outcome.InUse outcome = assertInstanceOf(Outcome.InUse.class, run());

    assertTrue(outcome.isNew());
    assertEquals(
        Map.of(
            "navicast.yaml",
            YAML,
            "or-3.secret",
            "sesame\r\n",
            "keys/wifi.txt",
            "open the door\r\n",
            "frames/tip.yaml",
            TIP,
            "board/hostname",
            "or-3\n",
            "board/timesyncd.conf",
            "[Time]\nNTP=ntp.example.org\nFallbackNTP=\n",
            "board/wifi.conf",
            """
            country=DE
            network={
              ssid=636c696e6963
              key_mgmt=WPA-PSK SAE
              psk="open the door"
              ieee80211w=1
            }
            """,
            "board/hosts",
            """
            hub.example.org 443 tcp hub
            login.example.org 443 tcp login
            plus.example.org 18944 tcp device
            ntp.example.org 123 udp time
            """),
        inUse());
    assertEquals(
        List.of("frames/tip.yaml", "navicast-import.txt", "navicast.yaml"),
        List.copyOf(files(card).keySet()));
  }

  @Test
  void onlyItsOwnerMayReadWhatIsTaken() throws IOException {
    run();

    try (Stream<Path> walk = Files.walk(board)) {
      for (Path path : walk.filter(path -> !path.equals(board.resolve("current"))).toList()) {
        assertEquals(
            Files.isDirectory(path) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            path.toString());
      }
    }
  }

  @Test
  void whatRootTakesBelongsToWhomTheFolderBelongsTo() throws IOException {
    Assumptions.assumeTrue(
        Files.getOwner(home).getName().equals("root"), "only root can give away");
    UserPrincipal gateway =
        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(Files.createDirectory(board), gateway);

    run();

    try (Stream<Path> walk = Files.walk(board)) {
      for (Path path : walk.toList()) {
        assertEquals(gateway, Files.getOwner(path), path.toString());
      }
    }
  }

  @Test
  void theReportIsForAnyPc() throws IOException {
    run();

    assertTrue(report().startsWith("NAVICast gateway "), report());
    assertTrue(
        report()
            .endsWith(
                """
                \r
                navicast.yaml is good, and in use: gateway or-3 with 1 device to\
                 https://hub.example.org:443/api/hub\r
                Kept on the board and taken off this card: or-3.secret, keys/wifi.txt\r
                To change one of them, put a new file of that name on the card\r
                """),
        report());
    assertFalse(report().contains("sesame"));
  }

  @Test
  void theSameCardAgainIsNothingToDo() throws IOException {
    run();
    Path first = board.resolve("current").toRealPath();
    String report = report();
    CutDisk disk = CutDisk.whole();

    Outcome.InUse outcome =
        assertInstanceOf(Outcome.InUse.class, new CardImport(READER, card, board, disk).run());

    assertFalse(outcome.isNew());
    assertEquals(0, disk.steps(), "nothing is written at a start as any other");
    assertEquals(first, board.resolve("current").toRealPath());
    assertEquals(report, report());
  }

  @Test
  void aChangedConfigurationGoesOnWithTheSecretsOfBefore() throws IOException {
    run();
    put("navicast.yaml", "\uFEFF" + YAML.replace("OR-3", "OR-4").replace("\n", "\r\n"));

    assertTrue(assertInstanceOf(Outcome.InUse.class, run()).isNew());

    assertEquals(YAML.replace("OR-3", "OR-4").replace("\n", "\r\n"), inUse().get("navicast.yaml"));
    assertEquals("sesame\r\n", inUse().get("or-3.secret"));
    assertEquals(1, generations(), "the one before is deleted");
  }

  @Test
  void aNewSecretIsTaken() throws IOException {
    run();
    put("or-3.secret", "sesame 2");

    assertTrue(assertInstanceOf(Outcome.InUse.class, run()).isNew());

    assertEquals("sesame 2", inUse().get("or-3.secret"));
    assertFalse(Files.exists(card.resolve("or-3.secret")));
  }

  @Test
  void aWrongConfigurationChangesNothingAndSaysWhereItIsWrong() throws IOException {
    run();
    Map<String, String> before = inUse();
    put("navicast.yaml", YAML.replace("url:", "ulr:").replace("hostname: or-3", "hostname: OR 3"));
    put("or-3.secret", "sesame 2");

    Outcome.Refused outcome = assertInstanceOf(Outcome.Refused.class, run());

    assertEquals(before, inUse());
    assertEquals(1, generations());
    assertTrue(
        report().contains("cannot be used; the board goes on with the configuration that it had"),
        report());
    assertTrue(
        report().contains("\r\nnavicast.yaml:3:3: hub.ulr: is not known here; did you mean url?"),
        report());
    assertTrue(report().contains("navicast.yaml:17:3: board.hostname: is no host name"), report());
    assertEquals("navicast.yaml", outcome.why().file());
    assertEquals("sesame 2", Files.readString(card.resolve("or-3.secret")));
  }

  @Test
  void aFileThatIsMissingIsToldAtTheKeyThatNamesIt() throws IOException {
    Files.delete(card.resolve("or-3.secret"));
    put("frames/tip.yaml", "from: StylusTip\n");

    assertInstanceOf(Outcome.Refused.class, run());

    assertTrue(
        report().contains("navicast.yaml:9:3: hub.secret-file: does not exist; check its name and"),
        report());
    assertTrue(report().contains("cannot be used: frames/tip.yaml: "), report());
    assertTrue(report().contains("the board has no configuration"), report());
    assertFalse(Files.exists(board.resolve("current")));
  }

  @Test
  void withAProxyOnlyThatIsReachedForWhatGoesThroughIt() throws IOException {
    put(
        "navicast.yaml",
        YAML.replace(
            "  topic:",
            "  proxy: { url: \"http://proxy.example.org:3128\", no-proxy: [hub.example.org] }\n"
                + "  topic:"));

    assertInstanceOf(Outcome.InUse.class, run());

    assertEquals(
        """
        hub.example.org 443 tcp hub
        proxy.example.org 3128 tcp proxy
        plus.example.org 18944 tcp device
        ntp.example.org 123 udp time
        """,
        inUse().get("board/hosts"));
  }

  @Test
  void aHostCannotSmuggleInALine() throws IOException {
    put(
        "navicast.yaml",
        YAML.replace("host: plus.example.org", "host: \"plus.example.org 1 tcp x\\n0.0.0.0/0\""));

    assertInstanceOf(Outcome.Refused.class, run());

    assertTrue(report().contains("devices[0].host: is no name or address; give"), report());
  }

  @Test
  void noFileIsTakenFromElsewhere() throws IOException {
    for (String name : List.of("../home.secret", "board/hosts", "navicast.yaml", ".")) {
      put("navicast.yaml", YAML.replace("or-3.secret", name));

      assertInstanceOf(Outcome.Refused.class, run(), name);

      assertTrue(
          report()
              .contains("hub.secret-file: is no file beside navicast.yaml; give the name of one"),
          report());
    }
  }

  @Test
  void aLinkOnACardIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "secret of the board");
    Files.delete(card.resolve("or-3.secret"));
    Files.createSymbolicLink(card.resolve("or-3.secret"), elsewhere);

    assertInstanceOf(Outcome.Refused.class, run());

    assertEquals("secret of the board", Files.readString(elsewhere));
  }

  @Test
  void aFileThatIsMuchTooLargeIsNotTaken() throws IOException {
    Files.write(card.resolve("or-3.secret"), new byte[Card.MAX_BYTES + 1]);

    assertInstanceOf(Outcome.Refused.class, run());

    assertTrue(report().contains("hub.secret-file: is larger than 2 MiB; give"), report());
  }

  @Test
  void withoutAConfigurationTheBoardGoesOnOrWaits() throws IOException {
    Files.delete(card.resolve("navicast.yaml"));
    assertEquals(new Outcome.Absent(false), run());
    assertTrue(
        report().contains("There is no navicast.yaml or navicast.toml on the card; the board"));

    put("navicast.yaml", YAML);
    run();
    Files.delete(card.resolve("navicast.yaml"));
    assertEquals(new Outcome.Absent(true), run());
    assertEquals(YAML, inUse().get("navicast.yaml"));
  }

  private static final String TOML =
      """
      gateway = "or-3"

      [hub]
      url = "https://hub.example.org/api/hub"
      topic = "OR-3"
      auth = "client-credentials"
      issuer = "https://login.example.org/realms/clinic"
      client-id = "or-3"
      secret-file = "or-3.secret"

      [[devices]]
      name = "tracker"
      driver = "tracker-igtlink"
      host = "plus.example.org"
      """;

  @Test
  void tomlIsTakenAsYamlIs() throws IOException {
    Files.delete(card.resolve("navicast.yaml"));
    put("navicast.toml", TOML);

    assertTrue(assertInstanceOf(Outcome.InUse.class, run()).isNew());

    assertEquals(TOML, inUse().get("navicast.toml"));
    assertEquals("sesame\r\n", inUse().get("or-3.secret"));
    assertFalse(Files.exists(card.resolve("or-3.secret")));
    assertTrue(report().contains("navicast.toml is good, and in use: gateway or-3"), report());

    put("navicast.toml", TOML.replace("topic =", "tpoic ="));
    assertInstanceOf(Outcome.Refused.class, run());
    assertTrue(report().contains("navicast.toml:5:1: hub.tpoic: is not known here"), report());
    assertEquals(TOML, inUse().get("navicast.toml"));
  }

  @Test
  void fromYamlToTomlNothingOfTheOldStays() throws IOException {
    run();
    put("navicast.toml", TOML);
    assertInstanceOf(Outcome.Refused.class, run());
    assertTrue(
        report()
            .contains(
                "navicast.toml:1:1: is on the card beside navicast.yaml; take one of them away"),
        report());

    Files.delete(card.resolve("navicast.yaml"));
    assertInstanceOf(Outcome.InUse.class, run());

    assertFalse(inUse().containsKey("navicast.yaml"));
    assertEquals("sesame\r\n", inUse().get("or-3.secret"), "the secret of before");
  }

  @Test
  void aCardThatCannotBeWrittenIsToldAndItsConfigurationIsInUse() throws IOException {
    // What a person might leave there: the report cannot take that name.
    put("navicast-import.txt.new/mine", "");

    assertThrows(IOException.class, this::run);

    assertEquals(YAML, inUse().get("navicast.yaml"));
    assertEquals("sesame\r\n", inUse().get("or-3.secret"));
  }
}
