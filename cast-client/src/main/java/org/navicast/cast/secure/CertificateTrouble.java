package org.navicast.cast.secure;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a chain of certificates was refused. The Java runtime's own words do not say it: of
 * most causes it only tells that no path was found.
 *
 * <p>What it reads comes from a stranger, so names are cut and cleaned before anybody is shown
 * them.
 */
final class CertificateTrouble {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1"; // RFC 5280, section 4.2.1.12
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int DIGITAL_SIGNATURE = 0; // RFC 5280, section 4.2.1.3
  private static final int KEY_CERT_SIGN = 5;
  private static final int MAX_NAMES = 4;
  private static final int MAX_NAME_LENGTH = 60;

  /** Kinds of alternative names, RFC 5280, section 4.2.1.6. */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  private CertificateTrouble() {}

  /**
   * Why a chain was refused.
   *
   * @param chain as the hub sent it, its own certificate first
   * @param cause of the refusal, in the runtime's terms
   */
  static String why(
      X509Certificate[] chain, X509Certificate[] trusted, CertificateException cause) {
    try {
      CertificateRules.check(chain);
      checkOwn(chain[0]);
      for (int i = 1; i < chain.length; i++) {
        checkIssuer(chain, i);
      }
      checkSigned(chain, trusted);
    } catch (HubRefusedException e) {
      return String.valueOf(e.getMessage());
    }
    return byReason(cause).orElseGet(() -> unknownIssuer(chain, trusted));
  }

  /** The certificate is good, but not for this host. */
  static String otherName(X509Certificate certificate, String host) {
    return "the hub's certificate is for "
        + names(certificate)
        + ", not for "
        + host
        + "; use a name that it is for, or have it issued for this one";
  }

  private static void checkOwn(X509Certificate own) throws HubRefusedException {
    List<String> usages = extendedUsages(own);
    if (!usages.isEmpty() && !usages.contains(SERVER_AUTH) && !usages.contains(ANY_USAGE)) {
      throw new HubRefusedException(
          "the hub's certificate is not for a server (extended key usage); have one issued for TLS"
              + " server authentication");
    }
    boolean[] usage = own.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw new HubRefusedException(
          "the hub's certificate may not sign a TLS handshake (key usage); have one issued with"
              + " digitalSignature");
    }
    if (own.hasUnsupportedCriticalExtension()) {
      throw new HubRefusedException(
          "the hub's certificate has a critical extension that nobody here knows; have it issued"
              + " without");
    }
  }

  private static void checkIssuer(X509Certificate[] chain, int position)
      throws HubRefusedException {
    X509Certificate issuer = chain[position];
    int mayStandAbove = issuer.getBasicConstraints();
    if (mayStandAbove < 0) {
      throw new HubRefusedException(
          name(issuer)
              + " signed the certificate below it but is no authority (basic constraints); have"
              + " the hub's certificate issued by an authority");
    }
    if (mayStandAbove < position - 1) {
      throw new HubRefusedException(
          name(issuer)
              + " stands above more authorities than it may (path length); have the hub's"
              + " certificate issued by another one");
    }
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[KEY_CERT_SIGN]) {
      throw new HubRefusedException(
          name(issuer)
              + " signed the certificate below it but may not (key usage); have the hub's"
              + " certificate issued by another authority");
    }
  }

  private static void checkSigned(X509Certificate[] chain, X509Certificate[] trusted)
      throws HubRefusedException {
    for (int i = 0; i < chain.length; i++) {
      X509Certificate certificate = chain[i];
      boolean issuerKnown = false;
      boolean signed = false;
      for (X509Certificate[] candidates : List.of(chain, trusted)) {
        for (X509Certificate candidate : candidates) {
          if (candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            issuerKnown = true;
            signed |= isSigned(certificate, candidate);
          }
        }
      }
      if (issuerKnown && !signed) {
        throw new HubRefusedException(
            whose(certificate, i)
                + " was not signed by the authority that it names; somebody may be in between, so"
                + " ask whoever runs the hub");
      }
    }
  }

  private static Optional<String> byReason(CertificateException cause) {
    Throwable at = cause;
    while (at != null) {
      if (at instanceof CertPathValidatorException path
          && path.getReason() == PKIXReason.INVALID_NAME) {
        return Optional.of(
            "the hub's certificate is for a name that its authority may not speak for (name"
                + " constraints); have it issued by another one");
      }
      if (at instanceof CertPathValidatorException path
          && path.getReason() == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
        return Optional.of(
            "the hub's certificates use an algorithm that this Java refuses as weak; have them"
                + " issued with SHA-256 and a key of today's size");
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static String unknownIssuer(X509Certificate[] chain, X509Certificate[] trusted) {
    X509Certificate last = chain[chain.length - 1];
    for (X509Certificate authority : trusted) {
      if (authority.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
        return "the hub's certificate does not lead to an authority that is trusted here; compare"
            + " the chain that it sends with tls.ca-file";
      }
    }
    if (namesItself(last)) {
      return chain.length == 1
          ? "the hub's certificate is signed by itself, so nobody vouches for it; have one issued"
              + " by your authority, or give this one as tls.ca-file"
          : "the hub's certificate comes from "
              + name(last)
              + ", an authority that is not trusted here; give its PEM file as tls.ca-file";
    }
    return chain.length == 1
        ? "the hub sends its certificate alone, and its issuer "
            + issuer(last)
            + " is not trusted here; have the hub send the whole chain, or give the authority's PEM"
            + " file as tls.ca-file"
        : "the hub's certificate comes from "
            + issuer(last)
            + ", an authority that is not trusted here; give its PEM file as tls.ca-file";
  }

  // ---- Reading and showing certificates ----

  static boolean namesItself(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /** How a sentence about a certificate begins. */
  static String whose(X509Certificate certificate, int position) {
    return position == 0 ? "the hub's certificate" : "the certificate of " + name(certificate);
  }

  static String day(Date date) {
    return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<String> extendedUsages(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null ? List.of() : usages;
    } catch (CertificateParsingException e) {
      return List.of(); // then the runtime refused it for another reason
    }
  }

  private static String names(X509Certificate certificate) {
    Collection<List<?>> all;
    try {
      all = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      all = null;
    }
    String names =
        all == null
            ? ""
            : all.stream()
                .filter(
                    entry ->
                        entry.getFirst() instanceof Integer kind
                            && (kind == DNS_NAME || kind == IP_ADDRESS))
                .limit(MAX_NAMES)
                .map(entry -> clean(entry.getLast()))
                .collect(Collectors.joining(", "));
    return names.isEmpty() ? name(certificate) : names;
  }

  private static String name(X509Certificate certificate) {
    return commonName(certificate.getSubjectX500Principal().getName());
  }

  private static String issuer(X509Certificate certificate) {
    return commonName(certificate.getIssuerX500Principal().getName());
  }

  private static String commonName(String distinguishedName) {
    try {
      for (Rdn part : new LdapName(distinguishedName).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return clean(part.getValue());
        }
      }
    } catch (InvalidNameException e) {
      return clean(distinguishedName);
    }
    return clean(distinguishedName);
  }

  private static String clean(@Nullable Object name) {
    String text = String.valueOf(name).replaceAll("[^\\x20-\\x7e]", "?");
    return "\""
        + (text.length() > MAX_NAME_LENGTH ? text.substring(0, MAX_NAME_LENGTH) : text)
        + "\"";
  }
}
