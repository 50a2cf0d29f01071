package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** Where the hubs are: {@code hub.url}, {@code hub.standby}, and when to return to the first. */
final class HubAddresses {
  private static final String STANDBY = "standby";
  private static final String RETURN_MINUTES = "return-minutes";
  private static final int DEFAULT_RETURN_MINUTES = 5;
  private static final int MAX_RETURN_MINUTES = 1_440;

  private HubAddresses() {}

  /**
   * An address of a hub.
   *
   * @param insecure whether plain http may go to other machines
   */
  static HubAddress read(Settings hub, String key, String url, boolean insecure)
      throws SettingsException {
    HubAddress address;
    try {
      address = HubAddress.parse(url);
    } catch (IllegalArgumentException e) {
      // What stands before an @ may be a password, which is not repeated.
      String shown = url.contains("@") ? "is no address of a hub" : "is \"" + url + "\"";
      throw hub.wrong(key, shown + "; " + e.getMessage());
    }
    if (!address.tls() && !address.loopback() && !insecure) {
      throw hub.wrong(
          key,
          "is plain http to another machine, which anybody in between can read and change; give an"
              + " https address, or insecure: true for a closed network");
    }
    return address;
  }

  /**
   * The hubs to fall back on.
   *
   * @param first the hub that they stand in for
   * @param tls how all of them are verified
   */
  static HubConfig.Standby standby(Settings hub, HubAddress first, ClientTls tls, boolean insecure)
      throws SettingsException {
    if (!hub.has(STANDBY)) {
      if (hub.has(RETURN_MINUTES)) {
        throw hub.wrong(
            RETURN_MINUTES,
            "is for hubs on standby; delete it, or give their addresses as standby");
      }
      return HubConfig.Standby.NONE;
    }
    List<HubAddress> hubs = new ArrayList<>();
    List<String> urls = hub.texts(STANDBY);
    for (int i = 0; i < urls.size(); i++) {
      String key = STANDBY + "[" + i + "]";
      HubAddress address = read(hub, key, urls.get(i), insecure);
      if (address.equals(first) || hubs.contains(address)) {
        throw hub.wrong(key, "is given before; give each hub once");
      }
      if (address.tls() != first.tls()) {
        throw hub.wrong(key, "must be " + (first.tls() ? "https" : "http") + " as the url is");
      }
      if (!tls.verifies() && !address.loopback()) {
        throw hub.wrong(key, "is another machine, whose certificate must be verified");
      }
      hubs.add(address);
    }
    if (hubs.isEmpty() || hubs.size() > HubConfig.Standby.MAX_HUBS) {
      throw hub.wrong(
          STANDBY, "must be a list of 1 to " + HubConfig.Standby.MAX_HUBS + " addresses");
    }
    int minutes = hub.integer(RETURN_MINUTES, DEFAULT_RETURN_MINUTES, 0, MAX_RETURN_MINUTES);
    return new HubConfig.Standby(hubs, (int) TimeUnit.MINUTES.toSeconds(minutes));
  }
}
