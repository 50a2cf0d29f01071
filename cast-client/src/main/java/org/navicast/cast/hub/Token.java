package org.navicast.cast.hub;

/**
 * What lets a client in.
 *
 * @param bearer sent as {@code Authorization: Bearer}; empty for none
 * @param topic that the token speaks of; empty for none
 * @param lifetimeSeconds how long it is good for; 0 where that is not said
 */
record Token(String bearer, String topic, long lifetimeSeconds) {
  static final Token NONE = new Token("", "", 0);

  /** A token is a secret: it must not reach a log by way of a record's text. */
  @Override
  public String toString() {
    return "Token[…]";
  }
}
