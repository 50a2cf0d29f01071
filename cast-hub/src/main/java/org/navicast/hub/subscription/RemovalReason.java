package org.navicast.hub.subscription;

/** Why a subscription ended. */
public enum RemovalReason {
  UNSUBSCRIBE("unsubscribe"),
  WEBSOCKET_DISCONNECT("websocket-disconnect"),
  SEND_FAILURE("send-failure"),
  LEASE_ENDED("lease-ended");

  private final String label;

  RemovalReason(String label) {
    this.label = label;
  }

  /** The word for it on the wire. */
  public String label() {
    return label;
  }
}
