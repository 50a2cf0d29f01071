package org.navicast.cast.secure;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person says about the TLS of a hub.
 *
 * @param caFile PEM file of the authorities that are trusted, and then only these; without it those
 *     of the Java runtime are
 * @param client our own certificate, for a hub that asks for one
 * @param pin the one key that the hub may have, checked on top of all else
 * @param verify false accepts any certificate; for a hub on this machine only
 */
public record TlsSettings(
    Optional<Path> caFile, Optional<CertificateFiles> client, Optional<Pin> pin, boolean verify) {

  /** Everything is verified against the authorities of the Java runtime. */
  public static final TlsSettings DEFAULT =
      new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), true);

  /**
   * Our own certificate.
   *
   * @param certificateFile PEM: our certificate first, then those of its issuers
   * @param keyFile PEM: its private key, PKCS#8 without a password, of mode 0600
   */
  public record CertificateFiles(Path certificateFile, Path keyFile) {}
}
