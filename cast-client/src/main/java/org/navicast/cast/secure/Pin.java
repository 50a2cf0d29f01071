package org.navicast.cast.secure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The one public key that a hub may have: SHA-256 of its certificate's SubjectPublicKeyInfo, in
 * base64 (as in RFC 7469, section 2.4). It survives a renewed certificate that keeps its key.
 *
 * @param base64 of the 32 bytes, with padding
 */
public record Pin(String base64) {
  private static final int BYTES = 32;

  public Pin {
    if (!isDigest(base64)) {
      throw new IllegalArgumentException(
          "give the SHA-256 of the hub's public key in base64, 44 characters that end in =");
    }
  }

  /** The pin of a certificate. */
  public static Pin of(X509Certificate certificate) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return new Pin(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static boolean isDigest(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == BYTES && Base64.getEncoder().encodeToString(bytes).equals(base64);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
