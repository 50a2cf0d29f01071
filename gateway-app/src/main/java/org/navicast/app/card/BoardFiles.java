package org.navicast.app.card;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.navicast.app.config.BoardSection;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.config.Wifi;
import org.navicast.gateway.driver.SettingsException;

/**
 * What the system of an appliance takes from the configuration, in the words of its own programs. A
 * file is absent where the configuration says nothing of it; {@code hosts} is always there.
 */
final class BoardFiles {
  /** Their folder in a generation. */
  static final Path FOLDER = Path.of("board");

  private final Map<Path, byte[]> files = new TreeMap<>();

  private BoardFiles() {}

  /** The files of a configuration, by their names in a generation. */
  static Map<Path, byte[]> of(GatewayConfig config) throws SettingsException {
    BoardFiles board = new BoardFiles();
    BoardSection section = config.board();
    section.hostname().ifPresent(name -> board.put("hostname", name + "\n"));
    if (!section.sshKeys().isEmpty()) {
      board.put("authorized_keys", lines(section.sshKeys()));
    }
    section.wifi().ifPresent(wifi -> board.put("wifi.conf", network(wifi)));
    if (!section.timeServers().isEmpty()) {
      board.put(
          "timesyncd.conf",
          "[Time]\nNTP=" + String.join(" ", section.timeServers()) + "\nFallbackNTP=\n");
    }
    board.put("hosts", lines(Peers.of(config).stream().map(Peer::line).toList()));
    return board.files;
  }

  private void put(String name, String content) {
    files.put(FOLDER.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private static String lines(Iterable<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** For wpa_supplicant, which takes a name in hexadecimal, and a key without quotes for a key. */
  private static String network(Wifi wifi) {
    boolean isKey = wifi.password().length() == 64;
    return """
    country=%s
    network={
      ssid=%s
      key_mgmt=%s
      psk=%s
      ieee80211w=1
    }
    """
        .formatted(
            wifi.country(),
            HexFormat.of().formatHex(wifi.ssid().getBytes(StandardCharsets.UTF_8)),
            isKey ? "WPA-PSK" : "WPA-PSK SAE",
            isKey ? wifi.password() : '"' + wifi.password() + '"');
  }
}
