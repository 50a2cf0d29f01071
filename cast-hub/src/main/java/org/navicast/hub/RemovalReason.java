package org.navicast.hub;

/** Why a subscription ended. */
enum RemovalReason {
  UNSUBSCRIBE("unsubscribe"),
  WEBSOCKET_DISCONNECT("websocket-disconnect"),
  SEND_FAILURE("send-failure"),
  LEASE_ENDED("lease-ended");

  private final String label;

  RemovalReason(String label) {
    this.label = label;
  }

  /** The word for it on the wire. */
  String label() {
    return label;
  }
}
