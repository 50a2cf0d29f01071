package org.navicast.cast.secure;

import java.security.PublicKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;

/**
 * What the Java runtime lets pass and we do not: keys and signatures that can be forged today (NIST
 * SP 800-131A rev. 2, tables 2 and 8), and a certificate out of its time that is itself in the list
 * of trusted ones, for which the runtime does not look at the clock.
 */
final class CertificateRules {
  private static final int MIN_RSA_BITS = 2_048;

  private CertificateRules() {}

  static void check(X509Certificate[] chain) throws HubRefusedException {
    for (int i = 0; i < chain.length; i++) {
      checkTime(chain[i], i);
      checkKey(chain[i], i);
      if (!CertificateTrouble.namesItself(chain[i])) {
        checkSignature(chain[i], i); // nobody relies on how a root signs itself
      }
    }
  }

  /**
   * @param position in the chain, 0 for the hub's own
   */
  static void checkTime(X509Certificate certificate, int position) throws HubRefusedException {
    String whose = CertificateTrouble.whose(certificate, position);
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      throw new HubRefusedException(
          whose
              + " ended on "
              + CertificateTrouble.day(certificate.getNotAfter())
              + "; have it renewed, or correct this machine's clock");
    } catch (CertificateNotYetValidException e) {
      throw new HubRefusedException(
          whose
              + " begins only on "
              + CertificateTrouble.day(certificate.getNotBefore())
              + "; correct this machine's clock, or have the certificate issued anew");
    }
  }

  static void checkKey(X509Certificate certificate, int position) throws HubRefusedException {
    PublicKey key = certificate.getPublicKey();
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new HubRefusedException(
          CertificateTrouble.whose(certificate, position)
              + " has a weak key (RSA of "
              + rsa.getModulus().bitLength()
              + " bits); have it issued for a key of at least "
              + MIN_RSA_BITS);
    }
  }

  static void checkSignature(X509Certificate certificate, int position) throws HubRefusedException {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (algorithm.startsWith("MD") || algorithm.startsWith("SHA1")) {
      throw new HubRefusedException(
          CertificateTrouble.whose(certificate, position)
              + " has a weak signature ("
              + certificate.getSigAlgName()
              + "); have it issued with SHA-256");
    }
  }
}
