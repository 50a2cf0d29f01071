package org.navicast.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.gateway.runtime.Drivers;

final class ChangesTest {
  private static final String CONFIG =
      """
      gateway: or-3
      hub:
        url: https://hub.example.org/api/hub
        topic: OR-3
        auth: client-credentials
        issuer: https://login.example.org
        client-id: or-3
        secret-file: secret
      devices:
        - { name: cap, driver: 6dof-hid, motion: { dead-zone: 0.1 } }
        - name: pedals
          driver: footswitch-serial
          port: /dev/ttyUSB0
          pedals: [ { control: left, pressed: "L1", released: "L0" } ]
        - { name: tracker, driver: tracker-igtlink, host: plus.example.org }
      profile-file: mine.yaml
      """;
  private static final String PROFILE =
      """
      profile: mine
      modes: [ { name: only, pedals: { left: { hold: pointer.show } } } ]
      """;

  @TempDir Path folder;

  @Test
  void theSameReadTwiceIsTheSame() throws Exception {
    Changes changes = changes(CONFIG, CONFIG, PROFILE);
    assertThat(changes.words()).isEqualTo("nothing is different");
    assertThat(changes.staying()).containsExactlyInAnyOrder("cap", "pedals", "tracker");
    assertThat(changes.isOtherHub()).isFalse();
  }

  @Test
  void whatIsDifferentIsSaidAndTheRestStays() throws Exception {
    Changes changes =
        changes(
            CONFIG,
            CONFIG
                    .replace("0.1", "0.2")
                    .replace(
                        "  - { name: tracker, driver: tracker-igtlink, host: plus.example.org }\n",
                        "")
                    .replace("topic: OR-3", "topic: OR-4")
                + "board: { stay-awake-millis: 5 }\n",
            PROFILE.replace("pointer.show", "site.show"));
    assertThat(changes.words())
        .isEqualTo(
            "what the controls mean; opened: cap; taken out: tracker; a new link, to"
                + " https://hub.example.org:443/api/hub; board or figures, which count from the next"
                + " start on");
    assertThat(changes.staying()).isEqualTo(Set.of("pedals"));
    assertThat(changes.opened()).extracting(DeviceConfig::name).containsExactly("cap");
  }

  @Test
  void anotherSecretInTheSameFileIsAnotherLogin() throws Exception {
    GatewayConfig before = read(CONFIG, PROFILE, "one");
    assertThat(new Changes(before, read(CONFIG, PROFILE, "one")).isOtherHub()).isFalse();
    assertThat(new Changes(before, read(CONFIG, PROFILE, "two")).isOtherHub()).isTrue();
  }

  private Changes changes(String before, String after, String profileAfter) throws Exception {
    return new Changes(read(before, PROFILE, "one"), read(after, profileAfter, "one"));
  }

  private GatewayConfig read(String config, String profile, String secret) throws Exception {
    Files.writeString(folder.resolve("mine.yaml"), profile);
    Path file = Files.writeString(folder.resolve("secret"), secret);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
    return new ConfigReader(Drivers.load())
        .read(Files.writeString(folder.resolve("or-3.yaml"), config));
  }
}
