package org.navicast.hub.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsSettingsTest {
  @Test
  void readsAddressesAndKnowsTheUsualPort() {
    assertEquals(
        List.of(URI.create("nats://one.example.org:4222"), URI.create("nats://[::1]:7")),
        NatsSettings.servers("nats://one.example.org, NATS://[::1]:7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one.example.org",
        "http://one.example.org",
        "nats://",
        "nats://a:b:c",
        "nats://one.example.org/x",
        "nats://one.example.org,",
        "nats://one.example.org,tls://two.example.org",
      })
  void refusesWhatIsNoListOfThem(String addresses) {
    assertThrows(IllegalArgumentException.class, () -> NatsSettings.servers(addresses));
  }

  @Test
  void aSecretInAnAddressIsRefusedAndNotRepeated() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> NatsSettings.servers("nats://s3cret@one.example.org"));
    assertFalse(String.valueOf(refusal.getMessage()).contains("s3cret"));
  }

  @Test
  void aTokenCrossesNoNetworkInTheClear() {
    NatsPass token = new NatsPass.Token("s3cret");
    assertThrows(
        IllegalArgumentException.class,
        () -> new NatsSettings(NatsSettings.servers("nats://one.example.org"), List.of(), token));
    assertTrue(
        new NatsSettings(NatsSettings.servers("tls://one.example.org"), List.of(), token)
            .isSecure());
    NatsSettings here =
        new NatsSettings(NatsSettings.servers("nats://127.0.0.1"), List.of(), token);
    assertFalse(here.isSecure());
    assertFalse(here.toString().contains("s3cret"));
  }
}
