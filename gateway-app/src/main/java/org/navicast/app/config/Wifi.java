package org.navicast.app.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.SecretFiles;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * A wireless network to join: the section {@code board.wifi}.
 *
 * @param ssid its name, 1 to 32 bytes of UTF-8
 * @param country whose rules for radio hold, two capital letters (ISO 3166-1)
 * @param password 8 to 63 characters, or the key itself as 64 hexadecimal digits
 */
public record Wifi(String ssid, String country, String password) {
  private static final String PASSWORD_FILE = "password-file";
  private static final int MAX_SSID_BYTES = 32;
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern PASSWORD = Pattern.compile("[ -~]{8,63}|[0-9A-Fa-f]{64}");

  static Wifi read(Settings wifi) throws SettingsException {
    Wifi read = new Wifi(ssid(wifi), country(wifi), password(wifi));
    wifi.rejectUnknown();
    return read;
  }

  private static String ssid(Settings wifi) throws SettingsException {
    String ssid = wifi.text("ssid");
    int bytes = ssid.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0
        || bytes > MAX_SSID_BYTES
        || ssid.codePoints().anyMatch(Character::isISOControl)) {
      throw wifi.wrong("ssid", "is no name of a network; give one of up to 32 bytes");
    }
    return ssid;
  }

  private static String country(Settings wifi) throws SettingsException {
    String country = wifi.text("country");
    if (!COUNTRY.matcher(country).matches()) {
      throw wifi.wrong("country", "is no country; give two capital letters such as DE");
    }
    return country;
  }

  private static String password(Settings wifi) throws SettingsException {
    String password;
    try {
      password = SecretFiles.firstLine(Path.of(wifi.text(PASSWORD_FILE)), "password");
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
