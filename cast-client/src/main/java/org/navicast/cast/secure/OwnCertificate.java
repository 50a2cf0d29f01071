package org.navicast.cast.secure;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.navicast.cast.secure.FileTrouble.Part;

/**
 * Our own certificate with its key.
 *
 * @param chain our certificate first
 */
public record OwnCertificate(PrivateKey key, List<X509Certificate> chain) {
  private static final byte[] PROBE = {1, 2, 3, 4};

  /** Reads both files and sees that they belong together. */
  public static OwnCertificate read(TlsSettings.CertificateFiles files) throws FileTrouble {
    List<X509Certificate> chain = Pem.certificates(Part.CERTIFICATE, files.certificateFile());
    PrivateKey key = Pem.privateKey(files.keyFile());
    if (!belongs(key, chain.getFirst())) {
      throw new FileTrouble(
          Part.KEY,
          "is not the key of the first certificate in the certificate file; give the two that"
              + " belong together");
    }
    return new OwnCertificate(key, chain);
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // the two are not even of one kind
    }
  }
}
