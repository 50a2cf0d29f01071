package org.navicast.cast.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CipherOrderTest {

  @Test
  void aConnectionOffersChacha20First() {
    List<String> offered =
        List.of(
            ClientTls.STANDARD
                .handlers()
                .of(ByteBufAllocator.DEFAULT, "hub.example.org", 443)
                .engine()
                .getEnabledCipherSuites());

    assertEquals("TLS_CHACHA20_POLY1305_SHA256", offered.getFirst());
    assertTrue(
        offered.containsAll(
            List.of(
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_AES_256_GCM_SHA384",
                "TLS_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
        offered.toString());
    assertTrue(
        offered.stream().noneMatch(suite -> suite.contains("_CBC_") || suite.contains("TLS_RSA_")),
        offered.toString());
  }

  @Test
  void aJavaWithoutItOffersWhatItHas() {
    List<String> defaults = List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");

    assertArrayEquals(
        defaults.toArray(),
        CipherOrder.CHACHA20_FIRST.filterCipherSuites(null, defaults, Set.copyOf(defaults)));
  }
}
