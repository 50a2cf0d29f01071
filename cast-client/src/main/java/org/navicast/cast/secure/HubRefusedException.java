package org.navicast.cast.secure;

import java.security.cert.CertificateException;

/** A hub's certificate is not accepted; the message is a sentence for a person. */
final class HubRefusedException extends CertificateException {
  private static final long serialVersionUID = 1L;

  HubRefusedException(String message) {
    super(message);
  }
}
