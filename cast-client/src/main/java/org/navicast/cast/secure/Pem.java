package org.navicast.cast.secure;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navicast.cast.secure.FileTrouble.Part;

/** Certificates and private keys as PEM text (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private Pem() {}

  /** All certificates of a file, at least one, in its order. */
  static List<X509Certificate> certificates(Part part, Path file) throws FileTrouble {
    List<X509Certificate> found = new ArrayList<>();
    for (byte[] der : blocks("CERTIFICATE", part, BoundedFile.text(part, file))) {
      found.add(certificate(part, der));
    }
    if (found.isEmpty()) {
      throw new FileTrouble(
          part, "holds no certificate; give a PEM file, whose text has a line BEGIN CERTIFICATE");
    }
    return found;
  }

  /** The first private key of a file that only its owner may read. */
  static PrivateKey privateKey(Path file) throws FileTrouble {
    String text = BoundedFile.secret(Part.KEY, file);
    List<byte[]> found = blocks("PRIVATE KEY", Part.KEY, text);
    if (found.isEmpty()) {
      throw new FileTrouble(
          Part.KEY,
          text.contains("PRIVATE KEY-----")
              ? "holds a private key in another form; convert it by openssl pkcs8 -topk8 -nocrypt"
              : "holds no private key; give a PEM file, whose text has a line BEGIN PRIVATE KEY");
    }
    return privateKey(new PKCS8EncodedKeySpec(found.getFirst()));
  }

  private static X509Certificate certificate(Part part, byte[] der) throws FileTrouble {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new FileTrouble(part, "holds a damaged certificate; fetch the file anew");
    }
  }

  private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) throws FileTrouble {
    for (String algorithm : KEY_ALGORITHMS) {
      Optional<PrivateKey> key = privateKey(algorithm, encoded);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new FileTrouble(
        Part.KEY, "holds a private key that is damaged or neither EC, RSA nor EdDSA");
  }

  private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm + " keys", e);
    }
  }

  private static List<byte[]> blocks(String label, Part part, String text) throws FileTrouble {
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        try {
          blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
        } catch (IllegalArgumentException e) {
          throw new FileTrouble(part, "holds a damaged PEM block; fetch the file anew");
        }
      }
    }
    return blocks;
  }
}
