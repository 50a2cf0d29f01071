package org.navicast.app.config;

import java.nio.file.Path;
import java.util.Optional;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.Pin;
import org.navicast.cast.secure.TlsSettings;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

/** How an https hub is verified: the section {@code hub.tls}. Its files are read at once. */
final class TlsSection {
  private static final Key<Path> CA_FILE =
      Names.file("ca-file", "The authority that the hub's certificate is of, as PEM.");
  private static final Key<Path> CERTIFICATE_FILE =
      Names.file("certificate-file", "The gateway's own certificate, as PEM; with key-file.");
  private static final Key<Path> KEY_FILE =
      Names.file("key-file", "The private key of it, which only its owner may read.");
  private static final Key<Pin> PIN =
      Key.parsed(
              "pin",
              Pin::new,
              "The one key that the hub may have: SHA-256 of its public key in base64.")
          .optional();
  private static final Key<Boolean> VERIFY =
      Key.flag("verify", "false: the hub's certificate is not looked at; on this machine only.")
          .orElse(true);
  private static final Shape SHAPE = Shape.of(CA_FILE, CERTIFICATE_FILE, KEY_FILE, PIN, VERIFY);

  /** The section itself. */
  static final Key<Settings> TLS = Key.section("tls", SHAPE, "How an https hub is verified.");

  private TlsSection() {}

  /** Reads the section of a hub at that address. */
  static ClientTls read(Settings hub, HubAddress address) throws SettingsException {
    if (!hub.has(TLS)) {
      return ClientTls.STANDARD;
    }
    if (!address.tls() && !AuthKeys.asksOverTls(hub)) {
      throw hub.wrong(TLS, "is for an https address; delete it, or change the url to https");
    }
    Settings tls = hub.get(TLS);
    Refusals refusals = new Refusals();
    Optional<Optional<TlsSettings.CertificateFiles>> client = refusals.collect(() -> client(tls));
    Optional<Boolean> verify = refusals.collect(() -> verify(tls, address));
    refusals.throwIfAny();
    TlsSettings settings =
        new TlsSettings(
            tls.find(CA_FILE), client.orElseThrow(), tls.find(PIN), verify.orElseThrow());
    try {
      return ClientTls.load(settings);
    } catch (FileTrouble e) {
      throw tls.wrong(
          switch (e.part()) {
            case CA -> CA_FILE;
            case CERTIFICATE -> CERTIFICATE_FILE;
            case KEY, PASSWORD -> KEY_FILE;
          },
          String.valueOf(e.getMessage()));
    }
  }

  private static Optional<TlsSettings.CertificateFiles> client(Settings tls)
      throws SettingsException {
    Optional<Path> certificate = tls.find(CERTIFICATE_FILE);
    Optional<Path> key = tls.find(KEY_FILE);
    if (certificate.isPresent() != key.isPresent()) {
      throw tls.wrong(
          certificate.isPresent() ? CERTIFICATE_FILE : KEY_FILE,
          "stands alone; give " + CERTIFICATE_FILE + " and " + KEY_FILE + " together");
    }
    return certificate.flatMap(
        own -> key.map(secret -> new TlsSettings.CertificateFiles(own, secret)));
  }

  private static boolean verify(Settings tls, HubAddress address) throws SettingsException {
    boolean verify = tls.get(VERIFY);
    if (!verify && !address.loopback()) {
      throw tls.wrong(
          VERIFY,
          "may be false only for a hub on this machine; give the authority's PEM file as ca-file"
              + " instead");
    }
    return verify;
  }
}
