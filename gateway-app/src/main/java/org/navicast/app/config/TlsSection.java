package org.navicast.app.config;

import java.nio.file.Path;
import java.util.Optional;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.Pin;
import org.navicast.cast.secure.TlsSettings;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** How an https hub is verified: the section {@code hub.tls}. Its files are read at once. */
final class TlsSection {
  private static final String CA_FILE = "ca-file";
  private static final String CERTIFICATE_FILE = "certificate-file";
  private static final String KEY_FILE = "key-file";
  private static final String PIN = "pin";
  private static final String VERIFY = "verify";

  private TlsSection() {}

  /** Reads the section of a hub at that address. */
  static ClientTls read(Settings hub, HubAddress address) throws SettingsException {
    if (!hub.has("tls")) {
      return ClientTls.STANDARD;
    }
    if (!address.tls() && !AuthKeys.asksOverTls(hub)) {
      throw hub.wrong("tls", "is for an https address; delete it, or change the url to https");
    }
    Settings tls = hub.section("tls");
    TlsSettings settings =
        new TlsSettings(
            file(tls, CA_FILE),
            client(tls),
            tls.has(PIN) ? Optional.of(tls.parsed(PIN, Pin::new)) : Optional.empty(),
            verify(tls, address));
    tls.rejectUnknown();
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
    Optional<Path> certificate = file(tls, CERTIFICATE_FILE);
    Optional<Path> key = file(tls, KEY_FILE);
    if (certificate.isPresent() != key.isPresent()) {
      throw tls.wrong(
          certificate.isPresent() ? CERTIFICATE_FILE : KEY_FILE,
          "stands alone; give " + CERTIFICATE_FILE + " and " + KEY_FILE + " together");
    }
    return certificate.flatMap(
        own -> key.map(secret -> new TlsSettings.CertificateFiles(own, secret)));
  }

  private static boolean verify(Settings tls, HubAddress address) throws SettingsException {
    boolean verify = tls.flag(VERIFY, true);
    if (!verify && !address.loopback()) {
      throw tls.wrong(
          VERIFY,
          "may be false only for a hub on this machine; give the authority's PEM file as ca-file"
              + " instead");
    }
    return verify;
  }

  private static Optional<Path> file(Settings section, String key) throws SettingsException {
    return section.has(key) ? Optional.of(Path.of(section.text(key))) : Optional.empty();
  }
}
