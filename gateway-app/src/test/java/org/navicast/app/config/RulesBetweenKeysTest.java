package org.navicast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.gateway.runtime.Drivers;

/** How the keys of a section fit each other: all that is wrong is told at once. */
final class RulesBetweenKeysTest {
  @TempDir Path folder;

  @Test
  void ofAProfile() throws Exception {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        profile: mine
        modes:
          - name: only
            pedals:
              left: { hold: slice.next, long-press: mode.none, tap-millis: 900, long-millis: 400 }
              right: { tap: { action: pointer.show, value: 1 }, press: { action: mode.next, value: 1, repeat-millis: 99 } }
            cap:
              axes:
                - { axes: [x, y], action: view.zoom, while: nobody.left, unless: nothing.left }
        """);
    Files.writeString(
        folder.resolve("or-3.yaml"),
        """
        gateway: or-3
        hub: { url: "http://127.0.0.1:9/api/hub", topic: OR-3 }
        profile-file: mine.yaml
        devices:
          - name: pedals
            driver: footswitch-serial
            port: /dev/ttyUSB0
            pedals: [ { control: left, pressed: "A", released: "B" } ]
          - { name: cap, driver: 6dof-magellan, port: /dev/ttyUSB1 }
        """);
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> new ConfigReader(Drivers.load()).read(folder.resolve("or-3.yaml")));
    assertThat(keys(refused))
        .containsExactly(
            "modes[0].pedals.left.long-press",
            "modes[0].pedals.left.long-millis",
            "modes[0].pedals.right.tap",
            "modes[0].pedals.right.press.value",
            "modes[0].pedals.right.press.repeat-millis",
            "modes[0].cap",
            "modes[0].cap.axes[0].axes",
            "modes[0].cap.axes[0].while",
            "modes[0].cap.axes[0].unless");
  }

  @Test
  void ofAConfigurationAndItsProfiles() throws Exception {
    String wrong =
        "profile: %s\nmodes: [ { name: only, pedals: { left: { tap: slice.nexd } } } ]\n";
    Files.writeString(folder.resolve("one.yaml"), wrong.formatted("one"));
    Files.writeString(folder.resolve("two.yaml"), wrong.formatted("two"));
    Path config =
        Files.writeString(
            folder.resolve("or-3.yaml"),
            """
            gateway: or-3
            hub: { url: "http://127.0.0.1:9/api/hub", topic: OR-3, publish: pigeon }
            profile-file: one.yaml
            profile-when:
              - { modality: [CT], profile-file: two.yaml }
              - { modality: [XA], profile-file: one.yaml }
            devices:
              - name: pedals
                driver: footswitch-serial
                port: /dev/ttyUSB0
                pedals: [ { control: left, pressed: "A", released: "B" } ]
            """);
    ConfigException refused =
        assertThrows(ConfigException.class, () -> new ConfigReader(Drivers.load()).read(config));
    assertThat(
            String.valueOf(refused.getMessage())
                .lines()
                .map(line -> line.replace(folder + "/", "")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("or-3.yaml:2:"),
            line -> assertThat(line).startsWith("one.yaml:2:42: modes[0].pedals.left.tap"),
            line -> assertThat(line).startsWith("two.yaml:2:42: modes[0].pedals.left.tap"));
  }

  private static List<String> keys(ConfigException refused) {
    return refused.problems().stream().map(Problem::key).toList();
  }

  @Test
  void ofAConfiguration() {
    String file =
        """
        gateway: or-3
        hub:
          url: http://hub.example.org/api/hub
          topic: OR-3
          auth: client-credentials
          token-endpoint: https://login.example.org/token
          issuer: https://login.example.org
          secret-env: NAVICAST_TEST_SECRET
          key-file: key.pem
          key-id: one
          standby: [ "https://b.example.org/api/hub", "http://hub.example.org/api/hub" ]
          return-minutes: 5
        devices:
          - name: pedals
            driver: footswitch-serial
            port: /dev/ttyUSB0
            pedals:
              - { control: left, pressed: "A", released: "A" }
              - { control: left, pressed: "A", released: "B" }
          - name: tracker
            driver: tracker-igtlink
            host: plus.example.org
            frames:
              - { from: A, to: B, translation: [1, 2], rotation: [1, 1, 1, 1] }
              - { from: A, to: A, translation: [1, 2, 3] }
            publish:
              - { tool: T, in: T }
        profile-when:
          - { profile-file: none.yaml }
        """;
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> new ConfigReader(Drivers.load()).read("or-3.yaml", file, Map.of(), Map.of()));
    assertThat(keys(refused))
        .containsExactly(
            "hub.client-id",
            "hub.url",
            "hub.token-endpoint",
            "hub.key-file",
            "hub.standby[0]",
            "hub.standby[1]",
            "devices[0].pedals[0].released",
            "devices[0].pedals[1].control",
            "devices[0].pedals[1].pressed",
            "devices[1].frames[0].translation",
            "devices[1].frames[0].rotation",
            "devices[1].frames[1].to",
            "devices[1].publish[0].in",
            "profile-when",
            "profile-when[0].modality",
            "profile-when[0].profile-file");
  }
}
