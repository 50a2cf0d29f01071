package org.navicast.cast.secure;

import io.netty.handler.ssl.CipherSuiteFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which ciphers are offered: ChaCha20-Poly1305 (RFC 8446, RFC 7905), then those that Netty takes,
 * without CBC, whose padding has been an oracle again and again, and without keys sent under RSA,
 * with which a stolen key opens what was recorded before.
 *
 * <p>The JVM of a board compiles with C1 alone, which uses no instructions for AES, whether the
 * processor has them or not. There ChaCha20 takes a third of the time; with C2 both take as long.
 * docs/appliance.md has the figures.
 */
final class CipherOrder implements CipherSuiteFilter {
  static final CipherOrder CHACHA20_FIRST = new CipherOrder();

  private static final List<String> CHACHA20 =
      List.of(
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private CipherOrder() {}

  private static boolean isOfToday(String suite) {
    return !suite.contains("_CBC_") && !suite.startsWith("TLS_RSA_");
  }

  @Override
  public String[] filterCipherSuites(
      @Nullable Iterable<String> wanted, List<String> defaults, Set<String> supported) {
    Set<String> offered = new LinkedHashSet<>(CHACHA20);
    offered.retainAll(supported);
    defaults.stream().filter(CipherOrder::isOfToday).forEach(offered::add);
    return offered.toArray(String[]::new);
  }
}
