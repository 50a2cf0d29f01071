package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.ButtonSettings;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.engine.MotionShape;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.MotionAxis;

final class ConfigReaderTest {
  private static final String SMALL =
      """
      gateway: or-3
      hub: { url: "http://127.0.0.1:2018/api/hub", topic: OR-3 }
      devices:
        - { name: cap, driver: 6dof-magellan, port: /dev/ttyUSB1 }
      """;

  private static final String FULL =
      """
      gateway: or-3
      hub:
        url: http://hub.example.org/api/hub
        insecure: true
        topic: OR 3
        auth: mock
        user: room 3
        publish: websocket
        actor: WATCHER
        product: NAVICast lab
        deadline-millis: 100
      devices:
        - name: pedals
          driver: footswitch-serial
          port: /dev/ttyUSB0
          pedals:
            - { control: left, pressed: "L1", released: 01 }
          buttons: { debounce-millis: 20, max-hold-seconds: 30 }
        - name: cap
          driver: 6dof-magellan
          port: /dev/ttyUSB1
          motion: { dead-zone: 0.05, curve: 2, rate-hz: 100 }
        - name: tracker
          driver: tracker-igtlink
          host: plus.example.org
      """;

  private static GatewayConfig read(String yaml) throws ConfigException {
    return new ConfigReader(TestDrivers.catalog()).read(ConfigFile.parse("or-3.yaml", yaml));
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws ConfigException {
    GatewayConfig config = read(SMALL);

    HubConfig link = config.hub().link();
    assertEquals(HubAddress.parse("http://127.0.0.1:2018/api/hub"), link.address());
    assertEquals(new HubConfig.Auth.Mock("or-3"), link.auth());
    assertEquals(HubConfig.Publish.AUTO, link.publish());
    assertEquals(150, link.deadlineMillis());
    assertEquals("CONTROLLER", config.hub().actor());
    assertEquals("NAVICast", config.hub().product());
    assertEquals(ButtonSettings.DEFAULT, config.devices().getFirst().engine().buttons());
    assertEquals(MotionSettings.DEFAULT, config.devices().getFirst().engine().motion());
  }

  @Test
  void whatIsGivenCounts() throws ConfigException {
    GatewayConfig config = read(FULL);

    assertEquals("OR 3", config.hub().link().topic());
    assertEquals(new HubConfig.Auth.Mock("room 3"), config.hub().link().auth());
    assertEquals(HubConfig.Publish.WEBSOCKET, config.hub().link().publish());
    assertEquals("WATCHER", config.hub().actor());
    assertEquals(
        List.of("pedals", "cap", "tracker"),
        config.devices().stream().map(DeviceConfig::name).toList());
    ButtonSettings buttons = config.devices().get(0).engine().buttons();
    assertEquals(20, buttons.debounceMillis());
    assertEquals(30_000, buttons.maxHoldMillis());
    assertEquals(100, buttons.validMillis());
    assertEquals(DeviceKind.SIX_DOF, config.devices().get(1).engine().kind());
    assertEquals(
        0.05, config.devices().get(1).engine().motion().shape().axes().getFirst().deadZone());
    assertEquals(2, config.devices().get(1).engine().motion().shape().axes().getFirst().curve());
  }

  @Test
  void eachAxisIsShapedAsAllAreWhereItSaysNothing() throws ConfigException {
    MotionShape shape =
        read(SMALL.substring(0, SMALL.indexOf("devices:"))
                + """
                devices:
                  - name: cap
                    driver: 6dof-magellan
                    port: /dev/ttyUSB1
                    motion:
                      dead-zone: 0.1
                      sensitivity: 2
                      lock: rotation
                      dominant-axis: true
                      axes:
                        y: { from: z, invert: true, curve: 3 }
                        rz: { dead-zone: 0, sensitivity: 0 }
                """)
            .devices()
            .getFirst()
            .engine()
            .motion()
            .shape();

    assertEquals(new AxisShape(MotionAxis.X, 0.1, 1, 2, false), shape.axes().get(0));
    assertEquals(new AxisShape(MotionAxis.Z, 0.1, 3, 2, true), shape.axes().get(1));
    assertEquals(new AxisShape(MotionAxis.RZ, 0, 1, 0, false), shape.axes().get(5));
    assertEquals(MotionShape.Lock.ROTATION, shape.locked());
    assertTrue(shape.isDominantAlone());
  }

  @Test
  void aFhircastHubIsAskedForWhatItKnows() throws ConfigException {
    HubConfig link = read(SMALL.replace("topic:", "dialect: fhircast, topic:")).hub().link();
    assertEquals(new Dialect.Fhircast("org.navicast"), link.dialect());
    assertEquals(List.of("SyncError", "ImagingStudy-open", "ImagingStudy-close"), link.events());
    assertEquals(
        List.of(
            "status-request",
            "imagingstudy-open",
            "imagingstudy-close",
            "subscription-removed",
            "navi-viewer"),
        read(SMALL).hub().link().events());
  }

  @Test
  void aTopicIsOneRoomWhoseNameMayBeAsLongAsHubsTakeIt() throws ConfigException {
    String longest = "x".repeat(256);
    assertEquals(longest, read(SMALL.replace("OR-3", longest)).hub().link().topic());
    for (String none : List.of("'*'", longest + "x", "' '")) {
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> read(SMALL.replace("OR-3", none)));
      assertTrue(String.valueOf(refusal.getMessage()).contains("not the name of one room"));
    }
  }

  @Test
  void aRunMayReplaceWhatTheFileSays() throws Exception {
    ConfigDocument document =
        ConfigFile.parse("or-3.yaml", FULL)
            .replacing(
                Map.of("url", "http://127.0.0.1:4711/api/hub"),
                Map.of("cap", Map.of("port", "/dev/pts/7")));

    GatewayConfig config = new ConfigReader(TestDrivers.catalog()).read(document);

    assertEquals(4711, config.hub().link().address().port());
    assertEquals("/dev/pts/7", config.devices().get(1).settings().values().get("port"));
    assertEquals("/dev/ttyUSB0", config.devices().get(0).settings().values().get("port"));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsParsed(@org.junit.jupiter.api.io.TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("large.yaml");
    java.nio.file.Files.writeString(file, "#".repeat(ConfigFile.MAX_BYTES + 1));

    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> new ConfigReader(TestDrivers.catalog()).read(file));

    assertTrue(String.valueOf(refusal.getMessage()).contains("larger than 1 MiB"));
  }

  @Test
  void tomlSaysTheSameAsYaml() throws ConfigException {
    Path folder = Path.of("..", "config");

    ConfigDocument toml = ConfigFile.read(folder.resolve("example.toml"));

    assertEquals(ConfigFile.read(folder.resolve("example.yaml")).root(), toml.root());
    assertEquals(new Position(25, 23), toml.positionOf("devices[0].pedals[0].pressed"));
    assertEquals(new Position(36, 1), toml.positionOf("devices[1].motion.dead-zone"));
  }

  @Test
  void whatAnEditorOfWindowsMakesOfTomlIsReadTheSame() throws ConfigException {
    String toml = "gateway = \"or-3\"\n[hub]\ntopic = \"OR-3\"\n";

    ConfigDocument plain = ConfigFile.parse("or-3.toml", toml);
    ConfigDocument windows = ConfigFile.parse("OR-3.TOML", "\uFEFF" + toml.replace("\n", "\r\n"));

    assertEquals(plain.root(), windows.root());
    assertEquals(plain.positions(), windows.positions());
  }

  @Test
  void aFolderStandsForTheConfigurationInIt(@org.junit.jupiter.api.io.TempDir Path folder)
      throws Exception {
    assertEquals(
        folder + ":1:1: is a folder without navicast.yaml or navicast.toml; give a file",
        refusal(folder));

    Path yaml = java.nio.file.Files.writeString(folder.resolve("navicast.yaml"), SMALL);
    assertEquals(yaml.toString(), new ConfigReader(TestDrivers.catalog()).read(folder).file());

    java.nio.file.Files.writeString(folder.resolve("navicast.toml"), "gateway = 'or-3'\n");
    assertEquals(
        folder + ":1:1: has navicast.yaml and navicast.toml; take one of them away",
        refusal(folder));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(
                ConfigException.class, () -> new ConfigReader(TestDrivers.catalog()).read(file))
            .getMessage());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    ConfigException refusal =
        assertThrows(
            ConfigException.class,
            () -> new ConfigReader(TestDrivers.catalog()).read(Path.of("no-such.yaml")));

    assertEquals(
        "no-such.yaml:1:1: does not exist; check its name and folder", refusal.getMessage());
  }
}
