package org.navicast.cast.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;

/** How a client proves to an identity provider that its client id is its own. */
public sealed interface ClientProof {
  /** Not at all: a public client. */
  record None() implements ClientProof {}

  /**
   * By a secret that both know (RFC 6749, section 2.3.1).
   *
   * @param value is never shown
   */
  record Secret(String value) implements ClientProof {
    @Override
    public String toString() {
      return "Secret[…]";
    }
  }

  /** By the certificate that the TLS connection shows anyway (RFC 8705, section 2). */
  record Certificate() implements ClientProof {}

  /**
   * By a signature, {@code private_key_jwt} (RFC 7523).
   *
   * @param key RSA, or EC on P-256, P-384 or P-521
   * @param keyId by which the provider finds the public key; empty where it knows only one
   */
  record PrivateKey(java.security.PrivateKey key, String keyId) implements ClientProof {
    /**
     * @throws IllegalArgumentException with what would be right
     */
    public PrivateKey {
      if (algorithms(key).isEmpty()) {
        throw new IllegalArgumentException(
            "is neither an RSA key nor an EC key on P-256, P-384 or P-521; make one of these");
      }
    }

    /** What this key can sign by, the usual one first. */
    List<JWSAlgorithm> algorithms() {
      return algorithms(key);
    }

    private static List<JWSAlgorithm> algorithms(java.security.PrivateKey key) {
      return switch (key) {
        case RSAPrivateKey _ -> List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
        case ECPrivateKey ec -> {
          Curve curve = Curve.forECParameterSpec(ec.getParams());
          yield Curve.P_256.equals(curve)
              ? List.of(JWSAlgorithm.ES256)
              : Curve.P_384.equals(curve)
                  ? List.of(JWSAlgorithm.ES384)
                  : Curve.P_521.equals(curve) ? List.of(JWSAlgorithm.ES512) : List.of();
        }
        default -> List.of();
      };
    }

    @Override
    public String toString() {
      return "PrivateKey[" + keyId + "]";
    }
  }
}
