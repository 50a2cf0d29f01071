package org.navicast.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/**
 * What the machine is to be that the gateway runs on: the section {@code board}. Of these the
 * gateway itself uses the LED and the time to stay awake; the rest is for the system of an
 * appliance.
 *
 * @param led folder of the status LED in sysfs
 * @param hostname its name in the network
 * @param sshKeys who may log in, as lines of {@code authorized_keys}; nobody where empty
 * @param wifi the wireless network to join
 * @param timeServers names or addresses of its time servers; empty for those of the system
 * @param stayAwakeMillis for how long after a report the next one is waited for without sleeping
 */
public record BoardSection(
    Optional<Path> led,
    Optional<String> hostname,
    List<String> sshKeys,
    Optional<Wifi> wifi,
    List<String> timeServers,
    int stayAwakeMillis) {
  private static final int MAX_ENTRIES = 32;

  /** Longer than between two reports of any controller that is moved. */
  private static final int MAX_AWAKE_MILLIS = 100;

  private static final Key<Path> LED =
      Key.of(
              "led",
              new ValueType.Text<>(
                  Optional.of(Pattern.compile("/[^\\x00]*")),
                  Path::of,
                  "is no folder of an LED; give one such as /sys/class/leds/ACT"),
              "Folder of an LED that shows how the gateway is, such as /sys/class/leds/ACT.")
          .optional();

  /** One label of a name in the network (RFC 1123). */
  private static final Key<String> HOSTNAME =
      Key.matching(
              "hostname",
              "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
              "is no host name; give up to 63 small letters, digits or hyphens, with a letter or"
                  + " digit at both ends",
              "Name of the machine in the network.")
          .optional();

  private static final Key<List<String>> SSH_KEYS =
      entries(
          "ssh-keys",
          ValueType.Text.checked(
              SshKey::isOne, "is no public key; give the line of a file such as id_ed25519.pub"),
          "Who may log in: public keys, each the line of a file such as id_ed25519.pub.");

  private static final Key<Settings> WIFI =
      Key.section("wifi", Wifi.SHAPE, "The wireless network to join.");

  private static final Key<List<String>> TIME =
      entries(
          "time",
          ValueType.Text.matching(
              "[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:]+(:[0-9.]+)?",
              "is no time server; give a name or address such as ntp.example.org"),
          "Names or addresses of time servers; those of the system where left out.");

  private static final Key<Integer> STAY_AWAKE_MILLIS =
      Key.integer(
              "stay-awake-millis",
              0,
              MAX_AWAKE_MILLIS,
              "For so long after a report the next is waited for without letting the processor"
                  + " sleep; 0: never.")
          .orElse(0);

  static final Shape SHAPE = Shape.of(LED, HOSTNAME, SSH_KEYS, WIFI, TIME, STAY_AWAKE_MILLIS);

  public BoardSection {
    sshKeys = List.copyOf(sshKeys);
    timeServers = List.copyOf(timeServers);
  }

  static BoardSection read(Settings board) throws SettingsException {
    return new BoardSection(
        board.find(LED),
        board.find(HOSTNAME),
        board.get(SSH_KEYS),
        board.has(WIFI) ? Optional.of(Wifi.read(board.get(WIFI))) : Optional.empty(),
        board.get(TIME),
        board.get(STAY_AWAKE_MILLIS));
  }

  private static Key<List<String>> entries(String name, ValueType<String> entry, String about) {
    return Key.of(name, new ValueType.Items<>(entry, 0, MAX_ENTRIES, false), about).optional();
  }
}
