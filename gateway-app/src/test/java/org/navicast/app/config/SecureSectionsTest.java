package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** What {@code hub.tls} and {@code hub.proxy} are read as; their refusals are in {@code bad}. */
final class SecureSectionsTest {
  private static final String PROXY = "http://proxy.example.org:3128";

  @Test
  void withoutSectionsAllIsVerifiedAndDirect() throws Exception {
    Settings hub = new Settings("hub", Map.of(), HubSection.SHAPE);
    HubAddress address = HubAddress.parse("https://hub.example.org");

    assertEquals(ClientTls.STANDARD, TlsSection.read(hub, address));
    assertEquals(Optional.empty(), ProxySection.read(hub, _ -> null));
  }

  @Test
  void aHubOnThisMachineMayGoUnverified() throws Exception {
    Settings hub = new Settings("hub", Map.of("tls", Map.of("verify", false)), HubSection.SHAPE);

    assertFalse(TlsSection.read(hub, HubAddress.parse("https://127.0.0.1:8443")).verifies());
  }

  @Test
  void aProxyWithALoginFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "sesame\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    HttpProxy proxy =
        read(
            Map.of(
                "url",
                PROXY,
                "user",
                "or-3",
                "password-file",
                file.toString(),
                "no-proxy",
                List.of(".clinic.example")),
            Map.of("NO_PROXY", "*"));

    assertEquals("proxy.example.org", proxy.host());
    assertEquals(3128, proxy.port());
    assertEquals(Optional.of(new HttpProxy.Login("or-3", "sesame")), proxy.login());
    assertTrue(proxy.direct().contains("hub.clinic.example"));
    assertFalse(proxy.direct().contains("hub.example.org"));
  }

  @Test
  void aProxyWithALoginFromTheEnvironment() throws Exception {
    HttpProxy proxy =
        read(
            Map.of("url", PROXY, "user", "or-3"),
            Map.of("NAVICAST_PROXY_PASSWORD", "sesame", "NO_PROXY", "10.0.0.0/8"));

    assertEquals(Optional.of(new HttpProxy.Login("or-3", "sesame")), proxy.login());
    assertTrue(proxy.direct().contains("10.1.2.3"));
  }

  @Test
  void aUserWithoutAPasswordIsRefused() {
    SettingsException refusal =
        assertThrows(
            SettingsException.class, () -> read(Map.of("url", PROXY, "user", "or-3"), Map.of()));

    assertEquals("hub.proxy.user", refusal.path());
    assertEquals(
        "has no password; give password-file, or set the environment variable"
            + " NAVICAST_PROXY_PASSWORD",
        refusal.getMessage());
  }

  @Test
  void aPasswordThatOthersMayReadIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "sesame\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    SettingsException refusal =
        assertThrows(
            SettingsException.class,
            () ->
                read(
                    Map.of("url", PROXY, "user", "or-3", "password-file", file.toString()),
                    Map.of()));

    assertEquals("hub.proxy.password-file", refusal.path());
    assertEquals(
        "may be read by others on this machine; run chmod 600 on it", refusal.getMessage());
  }

  private static HttpProxy read(Map<String, Object> proxy, Map<String, String> environment)
      throws SettingsException {
    return ProxySection.read(
            new Settings("hub", Map.of("proxy", proxy), HubSection.SHAPE), environment::get)
        .orElseThrow();
  }
}
