package org.navicast.cast.secure;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * Names of hosts that the Java runtime lets pass and RFC 9525 does not: a common name where no
 * alternative name is given (6.1), a wildcard within a label (6.3), and one right above a top-level
 * domain, which no authority may speak for.
 */
final class HostNames {
  /** Kinds of alternative names, RFC 5280, section 4.2.1.6. */
  private static final int DNS_NAME = 2;

  private HostNames() {}

  /**
   * @param host that was called, a name or an address
   */
  static void check(X509Certificate own, String host) throws HubRefusedException {
    if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
      return; // the runtime asks for an alternative name that is this address
    }
    List<String> names = names(own);
    if (names.isEmpty()) {
      throw new HubRefusedException(
          "the hub's certificate names its host only as common name, which does not count; have it"
              + " issued with the name as alternative name (subjectAltName)");
    }
    if (names.stream().noneMatch(name -> isFor(name, host))) {
      throw new HubRefusedException(CertificateTrouble.otherName(own, host));
    }
  }

  private static boolean isFor(String name, String host) {
    if (!name.startsWith("*.")) {
      return name.equalsIgnoreCase(host);
    }
    String domain = name.substring(1);
    int firstDot = host.indexOf('.');
    return domain.indexOf('.', 1) > 0
        && firstDot > 0
        && domain.equalsIgnoreCase(host.substring(firstDot));
  }

  private static List<String> names(X509Certificate certificate) {
    Collection<List<?>> all;
    try {
      all = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return all == null
        ? List.of()
        : all.stream()
            .filter(entry -> entry.getFirst() instanceof Integer kind && kind == DNS_NAME)
            .map(entry -> String.valueOf(entry.getLast()))
            .toList();
  }
}
