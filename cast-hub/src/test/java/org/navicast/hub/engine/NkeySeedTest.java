package org.navicast.hub.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NkeySeedTest {
  /** The pair that the documentation of NATS shows (docs.nats.io, NKeys). */
  private static final String SEED = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";

  private static final String PUBLIC = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

  @Test
  void knowsThePublicKeyOfASeed() {
    assertEquals(PUBLIC, NkeySeed.parse(SEED + "\n").publicKey());
    assertFalse(NkeySeed.parse(SEED).toString().contains(SEED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SU",
        PUBLIC,
        "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VX",
        "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3V",
        "suacssl3uahudxkfsnvuzrf5uhpmwz6bfdtj7m6usdxiednppqyyycu3vy",
      })
  void refusesWhatIsNone(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> NkeySeed.parse(text));
    assertEquals(
        "is no seed of a user's NKEY; want the 58 letters that begin with SU",
        refusal.getMessage());
  }
}
