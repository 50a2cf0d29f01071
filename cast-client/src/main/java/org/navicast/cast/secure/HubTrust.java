package org.navicast.cast.secure;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a hub is who it says it is: the Java runtime verifies chain and host name, then
 * come rules that it leaves open, of keys and of names, and the pin. Each refusal is a {@link
 * HubRefusedException}.
 */
final class HubTrust extends X509ExtendedTrustManager {
  private final @Nullable X509ExtendedTrustManager verifier;
  private final Optional<Pin> pin;

  /**
   * @param verifier of chain and host name; null accepts any
   */
  HubTrust(@Nullable X509ExtendedTrustManager verifier, Optional<Pin> pin) {
    this.verifier = verifier;
    this.pin = pin;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (verifier != null) {
      verify(verifier, chain, authType, engine);
      CertificateRules.check(chain);
      HostNames.check(chain[0], engine.getPeerHost());
    }
    if (pin.isPresent()) {
      Pin actual = Pin.of(chain[0]);
      if (!actual.equals(pin.get())) {
        throw new HubRefusedException(
            "the hub's key is not the pinned one but "
                + actual.base64()
                + "; ask whoever runs the hub before you change the pin");
      }
    }
  }

  private static void verify(
      X509ExtendedTrustManager verifier, X509Certificate[] chain, String authType, SSLEngine engine)
      throws HubRefusedException {
    try {
      verifier.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw new HubRefusedException(
          isPathGood(verifier, chain, authType)
              ? CertificateTrouble.otherName(chain[0], engine.getPeerHost())
              : CertificateTrouble.why(chain, verifier.getAcceptedIssuers(), e));
    }
  }

  /** True where all is good but the name, which this way of asking leaves out. */
  private static boolean isPathGood(
      X509ExtendedTrustManager verifier, X509Certificate[] chain, String authType) {
    try {
      verifier.checkServerTrusted(chain, authType);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw notAnEngine();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw notAnEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw notAnEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw notAnEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw notAnEngine();
  }

  /** Without an engine the host name is unknown, so nothing can be trusted. */
  private static CertificateException notAnEngine() {
    return new CertificateException("only a hub's certificate on an engine can be verified");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return verifier == null ? new X509Certificate[0] : verifier.getAcceptedIssuers();
  }
}
