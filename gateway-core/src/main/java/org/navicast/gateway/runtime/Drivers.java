package org.navicast.gateway.runtime;

import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navicast.gateway.driver.DriverProvider;

/** The drivers that are on the class path, by their ids. */
public final class Drivers {
  private final SortedMap<String, DriverProvider> byId = new TreeMap<>();

  private Drivers(Iterable<DriverProvider> providers) {
    for (DriverProvider provider : providers) {
      DriverProvider other = byId.put(provider.id(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two drivers have the id "
                + provider.id()
                + ": "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + "; take one of them off the class path");
      }
    }
  }

  /**
   * All that {@link ServiceLoader} finds.
   *
   * @throws IllegalStateException when two have the same id
   */
  public static Drivers load() {
    return of(ServiceLoader.load(DriverProvider.class));
  }

  /**
   * These.
   *
   * @throws IllegalStateException when two have the same id
   */
  public static Drivers of(Iterable<DriverProvider> providers) {
    return new Drivers(providers);
  }

  /** All of them, ordered by id; unmodifiable. */
  public Collection<DriverProvider> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /**
   * The one with that id.
   *
   * @throws IllegalArgumentException when there is none; its message names those that there are
   */
  public DriverProvider provider(String id) {
    DriverProvider provider = byId.get(id);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no driver is called " + id + "; known are " + String.join(", ", byId.keySet()));
    }
    return provider;
  }
}
