package org.navicast.hub;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificate by which a hub is known, with its key.
 *
 * @param chain the hub's own first, then those of its issuers
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
  public ServerCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("the hub's certificate is missing");
    }
  }
}
