package org.navicast.app.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.SecretFiles;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/**
 * A wireless network to join: the section {@code board.wifi}.
 *
 * @param ssid its name, 1 to 32 bytes of UTF-8
 * @param country whose rules for radio hold, two capital letters (ISO 3166-1)
 * @param password 8 to 63 characters, or the key itself as 64 hexadecimal digits
 */
public record Wifi(String ssid, String country, String password) {
  private static final int MAX_SSID_BYTES = 32;
  private static final Key<String> SSID =
      Key.of(
          "ssid",
          ValueType.Text.checked(
              Wifi::isSsid, "is no name of a network; give one of up to 32 bytes"),
          "Name of the network.");
  private static final Key<String> COUNTRY =
      Key.matching(
          "country",
          "[A-Z]{2}",
          "is no country; give two capital letters such as DE",
          "The country whose rules for radio hold, two capital letters.");
  private static final Key<Path> PASSWORD_FILE =
      Names.file("password-file", "A file with the password on its first line.").required();
  static final Shape SHAPE = Shape.of(SSID, COUNTRY, PASSWORD_FILE);

  private static final Pattern PASSWORD = Pattern.compile("[ -~]{8,63}|[0-9A-Fa-f]{64}");

  static Wifi read(Settings wifi) throws SettingsException {
    return new Wifi(wifi.get(SSID), wifi.get(COUNTRY), password(wifi));
  }

  private static boolean isSsid(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0
        && bytes <= MAX_SSID_BYTES
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static String password(Settings wifi) throws SettingsException {
    String password;
    try {
      password = SecretFiles.firstLine(wifi.get(PASSWORD_FILE), "password");
    } catch (FileTrouble e) {
      throw wifi.wrong(PASSWORD_FILE, String.valueOf(e.getMessage()));
    }
    if (!PASSWORD.matcher(password).matches()) {
      throw wifi.wrong(
          PASSWORD_FILE,
          "holds no password of a wireless network; its first line must have 8 to 63 characters"
              + " (ASCII), or 64 hexadecimal digits");
    }
    return password;
  }

  /** Shows its password to nobody. */
  @Override
  public String toString() {
    return "Wifi[" + ssid + ", " + country + "]";
  }
}
