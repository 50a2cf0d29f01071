package org.navicast.hub.door;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which host names a hub answers to, and which web pages may use it. The names of this machine's
 * loopback and addresses in digits are always among the hosts, and pages from this machine among
 * the pages.
 *
 * @param hosts names by which clients call the hub, such as {@code lab-hub.example.org}; {@code
 *     *.clinic.example} is every name one step below
 * @param origins pages elsewhere, as browsers name them: {@code https://viewer.clinic.example}
 */
public record WebAccess(Set<String> hosts, Set<String> origins) {
  /** What runs on this machine, and nothing else. */
  public static final WebAccess LOOPBACK = new WebAccess(Set.of(), Set.of());

  public WebAccess {
    hosts = lowerCase(hosts);
    origins = lowerCase(origins);
    for (String host : hosts) {
      if (host.isBlank() || host.contains("/") || host.contains(":")) {
        throw new IllegalArgumentException(
            "want a host's name alone, such as lab-hub.example.org, but have " + host);
      }
    }
    for (String origin : origins) {
      if (!origin.matches("https?://[^/?#@\\s]+")) {
        throw new IllegalArgumentException(
            "want an origin as browsers send it, such as https://viewer.clinic.example, but have "
                + origin);
      }
    }
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** This, and these hosts too. */
  public WebAccess withHosts(Set<String> more) {
    return new WebAccess(
        Stream.concat(hosts.stream(), more.stream()).collect(Collectors.toUnmodifiableSet()),
        origins);
  }
}
