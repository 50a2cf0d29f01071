package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/** Where the hubs are: {@code hub.url}, {@code hub.standby}, and when to return to the first. */
final class HubAddresses {
  private static final int DEFAULT_RETURN_MINUTES = 5;
  private static final int MAX_RETURN_MINUTES = 1_440;
  private static final Key<HubAddress> URL =
      Key.parsed(
          "url", HubAddress::parse, "The hub's endpoint, such as https://hub.example.org/api/hub.");
  private static final Key<Boolean> INSECURE =
      Key.flag("insecure", "true allows plain http to another machine, on a closed network.");
  private static final Key<List<HubAddress>> STANDBY =
      Key.of(
              "standby",
              new ValueType.Items<>(
                  new ValueType.Text<>(Optional.empty(), HubAddress::parse, ""),
                  1,
                  HubConfig.Standby.MAX_HUBS,
                  false),
              "Endpoints of hubs that are used while the first does not answer.")
          .optional();
  private static final Key<Integer> RETURN_MINUTES =
      Key.integer(
              "return-minutes",
              0,
              MAX_RETURN_MINUTES,
              "With standby: after so long away the first hub is asked whether it answers again;"
                  + " 0: never.")
          .orElse(DEFAULT_RETURN_MINUTES);

  static final Shape SHAPE = Shape.of(URL, INSECURE, STANDBY, RETURN_MINUTES);

  private HubAddresses() {}

  /** The address of the first hub. */
  static HubAddress given(Settings hub) throws SettingsException {
    return hub.get(URL);
  }

  /** Refuses the first hub where the way to it is open to anybody. */
  static void requireSafe(Settings hub) throws SettingsException {
    HubAddress _ = safe(hub, URL.name(), hub.get(URL));
  }

  private static HubAddress safe(Settings hub, String key, HubAddress address)
      throws SettingsException {
    if (!address.tls() && !address.loopback() && !hub.get(INSECURE)) {
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
  static HubConfig.Standby standby(Settings hub, HubAddress first, ClientTls tls)
      throws SettingsException {
    if (!hub.has(STANDBY)) {
      if (hub.has(RETURN_MINUTES)) {
        throw hub.wrong(
            RETURN_MINUTES,
            "is for hubs on standby; delete it, or give their addresses as standby");
      }
      return HubConfig.Standby.NONE;
    }
    Refusals refusals = new Refusals();
    List<HubAddress> hubs = new ArrayList<>();
    List<HubAddress> given = hub.get(STANDBY);
    for (int i = 0; i < given.size(); i++) {
      HubAddress address = given.get(i);
      String key = STANDBY + "[" + i + "]";
      refusals.check(() -> fits(hub, key, address, first, tls));
      if (address.equals(first) || hubs.contains(address)) {
        refusals.add(hub.wrong(key, "is given before; give each hub once"));
      }
      hubs.add(address);
    }
    refusals.throwIfAny();
    int minutes = hub.get(RETURN_MINUTES);
    return new HubConfig.Standby(hubs, (int) TimeUnit.MINUTES.toSeconds(minutes));
  }

  private static void fits(
      Settings hub, String key, HubAddress address, HubAddress first, ClientTls tls)
      throws SettingsException {
    HubAddress safe = safe(hub, key, address);
    if (safe.tls() != first.tls()) {
      throw hub.wrong(key, "must be " + (first.tls() ? "https" : "http") + " as the url is");
    }
    if (!tls.verifies() && !safe.loopback()) {
      throw hub.wrong(key, "is another machine, whose certificate must be verified");
    }
  }
}
