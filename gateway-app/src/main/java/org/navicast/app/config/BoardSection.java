package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

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
  private static final String SSH_KEYS = "ssh-keys";
  private static final String TIME = "time";
  private static final int MAX_ENTRIES = 32;

  /** Longer than between two reports of any controller that is moved. */
  private static final int MAX_AWAKE_MILLIS = 100;

  /** One label of a name in the network (RFC 1123). */
  private static final Pattern HOSTNAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:]+(:[0-9.]+)?");

  public BoardSection {
    sshKeys = List.copyOf(sshKeys);
    timeServers = List.copyOf(timeServers);
  }

  static BoardSection read(Settings board) throws SettingsException {
    BoardSection section =
        new BoardSection(
            led(board),
            hostname(board),
            sshKeys(board),
            board.has("wifi") ? Optional.of(Wifi.read(board.section("wifi"))) : Optional.empty(),
            timeServers(board),
            board.integer("stay-awake-millis", 0, 0, MAX_AWAKE_MILLIS));
    board.rejectUnknown();
    return section;
  }

  private static Optional<Path> led(Settings board) throws SettingsException {
    if (!board.has("led")) {
      return Optional.empty();
    }
    String led = board.text("led");
    if (!led.startsWith("/") || led.indexOf('\0') >= 0) {
      throw board.wrong("led", "is no folder of an LED; give one such as /sys/class/leds/ACT");
    }
    return Optional.of(Path.of(led));
  }

  private static Optional<String> hostname(Settings board) throws SettingsException {
    if (!board.has("hostname")) {
      return Optional.empty();
    }
    String name = board.text("hostname");
    if (!HOSTNAME.matcher(name).matches()) {
      throw board.wrong(
          "hostname",
          "is no host name; give up to 63 small letters, digits or hyphens, with a letter or digit"
              + " at both ends");
    }
    return Optional.of(name);
  }

  private static List<String> sshKeys(Settings board) throws SettingsException {
    List<String> keys = new ArrayList<>();
    for (String key : atMost(board, SSH_KEYS)) {
      if (!SshKey.isOne(key)) {
        throw new SettingsException(
            board.path(SSH_KEYS) + "[" + keys.size() + "]",
            "is no public key; give the line of a file such as id_ed25519.pub");
      }
      keys.add(key);
    }
    return keys;
  }

  private static List<String> timeServers(Settings board) throws SettingsException {
    List<String> servers = atMost(board, TIME);
    for (int i = 0; i < servers.size(); i++) {
      if (!HOST.matcher(servers.get(i)).matches()) {
        throw new SettingsException(
            board.path(TIME) + "[" + i + "]",
            "is no time server; give a name or address such as ntp.example.org");
      }
    }
    return servers;
  }

  private static List<String> atMost(Settings board, String key) throws SettingsException {
    List<String> entries = board.texts(key);
    if (entries.size() > MAX_ENTRIES) {
      throw board.wrong(key, "has more than " + MAX_ENTRIES + " entries; leave some out");
    }
    return entries;
  }
}
