package org.navicast.hub.door;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The certificate by which a hub is known, with its key.
 *
 * @param chain the hub's own first, then those of its issuers
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
  /** What RFC 5280 numbers so among the alternative names. */
  private static final Integer DNS_NAME = 2;

  public ServerCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("the hub's certificate is missing");
    }
  }

  /** The host names that it is for, in lower case. */
  public Set<String> hosts() {
    Set<String> hosts = new HashSet<>();
    try {
      Collection<List<?>> names = chain.getFirst().getSubjectAlternativeNames();
      for (List<?> name : names == null ? List.<List<?>>of() : names) {
        if (DNS_NAME.equals(name.get(0)) && name.get(1) instanceof String host) {
          hosts.add(host.toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException e) {
      return Set.of(); // Clients will complain of it; for the hub it has no name.
    }
    return hosts;
  }
}
