package org.navicast.app.card;

/**
 * Another machine that a gateway must reach.
 *
 * @param host name or address, IPv6 without brackets
 * @param protocol {@code tcp} or {@code udp}
 * @param why one word
 */
record Peer(String host, int port, String protocol, String why) {

  /** As a script reads it. */
  String line() {
    return host + " " + port + " " + protocol + " " + why;
  }
}
