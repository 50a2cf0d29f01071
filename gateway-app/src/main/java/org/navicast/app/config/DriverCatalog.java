package org.navicast.app.config;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.navicast.gateway.driver.DriverProvider;

/** The drivers that this gateway was built with, by their ids. */
public final class DriverCatalog {
  private final Map<String, DriverProvider> byId = new TreeMap<>();

  /**
   * @throws IllegalStateException when two drivers claim one id
   */
  public DriverCatalog(Iterable<DriverProvider> providers) {
    for (DriverProvider provider : providers) {
      DriverProvider other = byId.putIfAbsent(provider.id(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two drivers are called "
                + provider.id()
                + ": "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName());
      }
    }
  }

  /** All drivers on the class path. */
  public static DriverCatalog installed() {
    return new DriverCatalog(ServiceLoader.load(DriverProvider.class));
  }

  /** The driver of that id. */
  public Optional<DriverProvider> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All drivers, in the order of their ids. */
  public Collection<DriverProvider> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** What to tell somebody who asked for a driver that does not exist. */
  String advice(String id) {
    return Spelling.nearest(id, byId.keySet())
        .map(nearest -> "did you mean " + nearest + "?")
        .orElse("give one of " + String.join(", ", byId.keySet()));
  }
}
