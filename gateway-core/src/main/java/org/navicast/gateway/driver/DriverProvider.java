package org.navicast.gateway.driver;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.navicast.gateway.input.DeviceKind;

/**
 * Makes drivers of one kind; found by {@link java.util.ServiceLoader}.
 *
 * <p>A configuration chooses it by its id: {@code driver: footswitch-serial}.
 */
public interface DriverProvider {

  /** Unique among all providers, else the gateway does not start; lower case, with hyphens. */
  String id();

  /** What its devices are to a person. */
  DeviceKind kind();

  /** How it reaches them. */
  Door door();

  /** One sentence for the list of drivers, without a full stop. */
  String description();

  /** The keys of its devices, beside those that every device has. */
  Shape shape();

  /**
   * Reads the settings of one device and makes its driver; opens nothing yet.
   *
   * <p>The driver is made anew for each attempt to open the device, so it need not be reusable.
   *
   * @param settings of the keys in {@link #shape}, each of which was checked by itself
   * @throws SettingsException when settings do not fit each other
   */
  DeviceDriver create(Settings settings, DriverContext context) throws SettingsException;

  /**
   * The server that a device of these settings is reached at, as a firewall has to know it; its
   * name is not looked up. Nothing where the device is at this machine.
   */
  default Optional<InetSocketAddress> server(Settings settings) throws SettingsException {
    return Optional.empty();
  }

  /** What may be written down of one connection to such a server. */
  default Discretion discretion() {
    return Discretion.NOT_NEEDED;
  }
}
