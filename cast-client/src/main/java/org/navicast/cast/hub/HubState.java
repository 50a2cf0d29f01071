package org.navicast.cast.hub;

import java.util.Locale;

/**
 * Where the link to the hub is.
 *
 * <pre>
 *                        ┌─────────────────── back to the first hub ────────────────┐
 *            start       ▼      token             202, endpoint       WebSocket up  │
 *  STOPPED ────────► AUTHORIZING ─────► SUBSCRIBING ───────► BINDING ───────────► ONLINE
 *     ▲                ▲    │                │                  │                   │
 *     │                │    │ refused        │ refused          │ refused           │ cut, silent, denied,
 *     │ close,         │    ▼                ▼                  ▼                   ▼ closed by the hub
 *     │ from any       └── WAITING ◄────────────────────────────────────────────────┘
 *     │     the pause is over, or at once at the next hub
 * </pre>
 */
public enum HubState {
  /** Not started, or closed for good. */
  STOPPED,
  /** Asking for a token. */
  AUTHORIZING,
  /** Asking the hub for a subscription. */
  SUBSCRIBING,
  /** Opening the WebSocket of the subscription; a FHIRcast hub confirms it there. */
  BINDING,
  /** Events flow. */
  ONLINE,
  /** Something failed; trying again after a pause, or the next hub without one. */
  WAITING;

  /** The word for it in logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
