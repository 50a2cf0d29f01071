package org.navicast.hub.engine;

/** What lets a node in at a NATS server. */
public sealed interface NatsPass {
  /** A secret that is told. */
  record Token(String secret) implements NatsPass {
    /** Says nothing of it. */
    @Override
    public String toString() {
      return "a token";
    }
  }

  /** A key that signs what the server says. */
  record Key(NkeySeed seed) implements NatsPass {}
}
