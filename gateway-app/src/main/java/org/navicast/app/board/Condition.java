package org.navicast.app.board;

/** How a gateway is, in one word; the gravest that applies. */
public enum Condition {
  /** A device is there and cannot be used: waiting does not help, somebody has to look. */
  FAULT,
  /** No event reaches a hub. */
  NO_HUB,
  /** A configured device is missing. */
  NO_DEVICE,
  /** All is there, and all viewers that would act are paused. */
  PAUSED,
  /** All devices are there, and the hub hears of them. */
  JOINED
}
