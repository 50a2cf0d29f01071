package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.gateway.driver.SettingsException;

final class BoardSectionTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
          + " admin@clinic";

  private static BoardSection read(Map<String, Object> board) throws SettingsException {
    return BoardSection.read(BoardSection.SHAPE.read("board", board));
  }

  private static SettingsException refusal(String key, Object value) {
    return assertThrows(SettingsException.class, () -> read(Map.of(key, value)));
  }

  private static String message(String key, Object value) {
    return String.valueOf(refusal(key, value).getMessage());
  }

  private static Path secret(Path folder, String text) throws Exception {
    Path file = Files.writeString(folder.resolve("wifi"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void withoutTheSectionTheMachineIsLeftAsItIs() throws Exception {
    assertEquals(
        new BoardSection(
            Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(), 0),
        read(Map.of()));
  }

  @Test
  void whatIsGivenCounts(@TempDir Path folder) throws Exception {
    Path password = secret(folder, "open sesame\r\n");

    BoardSection board =
        read(
            Map.of(
                "led",
                "/sys/class/leds/ACT",
                "hostname",
                "or-3",
                "ssh-keys",
                List.of(KEY),
                "wifi",
                Map.of("ssid", "Klinik Süd", "country", "DE", "password-file", password.toString()),
                "time",
                List.of("ntp.example.org", "192.0.2.1", "fd00::1"),
                "stay-awake-millis",
                10L));

    assertEquals(Optional.of(Path.of("/sys/class/leds/ACT")), board.led());
    assertEquals(Optional.of("or-3"), board.hostname());
    assertEquals(List.of(KEY), board.sshKeys());
    assertEquals(Optional.of(new Wifi("Klinik Süd", "DE", "open sesame")), board.wifi());
    assertEquals(List.of("ntp.example.org", "192.0.2.1", "fd00::1"), board.timeServers());
    assertEquals(10, board.stayAwakeMillis());
    assertFalse(board.toString().contains("sesame"), "a password is shown to nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OR-3", "-or", "or-", "or 3", "or.3", "", "or\n3"})
  void aHostNameIsOneLabel(String name) {
    assertTrue(message("hostname", name).startsWith("is no host name; give "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "command=\"sh\" ssh-ed25519"
            + " AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "ssh-dss AAAAB3NzaC1kc3MA",
        "-----BEGIN OPENSSH PRIVATE KEY-----"
      })
  void aKeyIsAPublicOneWithoutOptions(String key) {
    SettingsException refusal = refusal("ssh-keys", List.of(KEY, key));

    assertEquals("board.ssh-keys[1]", refusal.path());
    assertEquals(
        "is no public key; give the line of a file such as id_ed25519.pub", refusal.getMessage());
  }

  @Test
  void aKeyIsOneLine() {
    assertEquals("board.ssh-keys[0]", refusal("ssh-keys", List.of(KEY + "\n" + KEY)).path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ntp example", "ntp;reboot", "-x", "", "[fd00::1]"})
  void aTimeServerIsANameOrAddress(String server) {
    assertEquals("board.time[0]", refusal("time", List.of(server)).path());
  }

  @Test
  void anLedIsAFolder() {
    assertTrue(message("led", "ACT").endsWith("such as /sys/class/leds/ACT"));
  }

  @ParameterizedTest
  @CsvSource({"short", "'täglich neu'", "''"})
  void aPasswordIsWhatAStationCanSend(String password, @TempDir Path folder) throws Exception {
    Path file = secret(folder, password + "\n");

    SettingsException refusal =
        refusal(
            "wifi", Map.of("ssid", "clinic", "country", "DE", "password-file", file.toString()));

    assertEquals("board.wifi.password-file", refusal.path());
    assertFalse(String.valueOf(refusal.getMessage()).contains("short"), "no secret in a complaint");
  }

  @Test
  void anSsidIsCountedInBytes() {
    String ssid = "ü".repeat(17);
    assertEquals(34, ssid.getBytes(StandardCharsets.UTF_8).length);

    assertEquals("board.wifi.ssid", refusal("wifi", Map.of("ssid", ssid)).path());
  }

  @Test
  void aCountryIsTwoLetters() {
    assertEquals(
        "board.wifi.country",
        refusal("wifi", Map.of("ssid", "clinic", "country", "Germany")).path());
  }
}
