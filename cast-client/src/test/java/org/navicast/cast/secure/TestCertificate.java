package org.navicast.cast.secure;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, good or bad, made for a test.
 *
 * @param name common name
 */
public record TestCertificate(String name, PrivateKey key, X509Certificate certificate) {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** Starts one; good for a hub called localhost unless it is told otherwise. */
  public static Maker of(String name) {
    return new Maker(name);
  }

  /** An authority that signs itself. */
  public static TestCertificate root(String name) {
    return of(name).authority(9).make();
  }

  /** The certificate as a PEM file. */
  public Path certificateFile(Path folder) throws IOException {
    return Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", encoded()));
  }

  /** The key as a PEM file that only its owner may read. */
  public Path keyFile(Path folder) throws IOException {
    Path file = folder.resolve(name + ".key");
    Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** What a certificate is to say. */
  public static final class Maker {
    private final String name;
    private String keyAlgorithm = "EC";
    private int keyBits = 256;
    private String signature = "SHA256";
    private Instant from = Instant.now().minus(1, ChronoUnit.DAYS);
    private Instant to = Instant.now().plus(30, ChronoUnit.DAYS);
    private GeneralName subject = new GeneralName(GeneralName.dNSName, "localhost");
    private int pathLength = -1;
    private @Nullable Integer keyUsage;
    private @Nullable KeyPurposeId purpose;
    private @Nullable String permitted;
    private boolean strangeExtension;
    private boolean nameless;

    private Maker(String name) {
      this.name = name;
    }

    public Maker rsa(int bits) {
      keyAlgorithm = "RSA";
      keyBits = bits;
      return this;
    }

    public Maker signedBySha1() {
      signature = "SHA1";
      return this;
    }

    /** Its time, in days from today. */
    public Maker days(int fromDay, int toDay) {
      from = Instant.now().plus(fromDay, ChronoUnit.DAYS);
      to = Instant.now().plus(toDay, ChronoUnit.DAYS);
      return this;
    }

    public Maker forName(String dns) {
      subject = new GeneralName(GeneralName.dNSName, dns);
      return this;
    }

    public Maker forAddress(String ip) {
      subject = new GeneralName(GeneralName.iPAddress, ip);
      return this;
    }

    /** Has no alternative name, only its common one. */
    public Maker withoutNames() {
      nameless = true;
      return this;
    }

    /** May issue others, above so many authorities. */
    public Maker authority(int pathLength) {
      this.pathLength = pathLength;
      return this;
    }

    public Maker usage(int bits) {
      keyUsage = bits;
      return this;
    }

    public Maker purpose(KeyPurposeId only) {
      purpose = only;
      return this;
    }

    /** May issue only for that domain. */
    public Maker permitting(String domain) {
      permitted = domain;
      return this;
    }

    public Maker withStrangeExtension() {
      strangeExtension = true;
      return this;
    }

    /** Signed by itself. */
    public TestCertificate make() {
      KeyPair pair = keyPair();
      return make(pair, name, pair.getPrivate());
    }

    public TestCertificate issuedBy(TestCertificate issuer) {
      return make(keyPair(), issuer.name(), issuer.key());
    }

    /** Names that issuer but is signed by somebody else. */
    public TestCertificate claiming(TestCertificate issuer) {
      return make(keyPair(), issuer.name(), new Maker("forger").keyPair().getPrivate());
    }

    private KeyPair keyPair() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
        generator.initialize(keyBits);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private TestCertificate make(KeyPair pair, String issuer, PrivateKey issuerKey) {
      try {
        X509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(to),
                new X500Name("CN=" + name),
                pair.getPublic());
        addExtensions(builder);
        String signer =
            signature + (issuerKey.getAlgorithm().equals("RSA") ? "withRSA" : "withECDSA");
        X509Certificate certificate =
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(new JcaContentSignerBuilder(signer).build(issuerKey)));
        return new TestCertificate(name, pair.getPrivate(), certificate);
      } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }

    private void addExtensions(X509v3CertificateBuilder builder) throws CertIOException {
      if (pathLength >= 0) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
      } else if (!nameless) {
        add(builder, Extension.subjectAlternativeName, new GeneralNames(subject));
      }
      if (keyUsage != null) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
      }
      if (purpose != null) {
        add(builder, Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose));
      }
      if (permitted != null) {
        GeneralSubtree domain = new GeneralSubtree(new GeneralName(GeneralName.dNSName, permitted));
        builder.addExtension(
            Extension.nameConstraints,
            true,
            new NameConstraints(new GeneralSubtree[] {domain}, null));
      }
      if (strangeExtension) {
        builder.addExtension(
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, new DERUTF8String("strange"));
      }
    }

    private static void add(
        X509v3CertificateBuilder builder, ASN1ObjectIdentifier id, ASN1Encodable value)
        throws CertIOException {
      builder.addExtension(id, false, value);
    }
  }
}
