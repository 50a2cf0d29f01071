package org.navicast.cast.hub;

import java.util.Locale;

/**
 * Where the link to the hub is.
 *
 * <pre>
 *            start              token             202, endpoint          WebSocket up
 *  STOPPED ────────► AUTHORIZING ─────► SUBSCRIBING ───────► BINDING ──────────────► ONLINE
 *     ▲                ▲    │                │                  │                      │
 *     │                │    │ refused        │ refused          │ refused              │ cut, silent,
 *     │ close,         │    ▼                ▼                  ▼                      ▼ closed by the hub
 *     │ from any       └── WAITING ◄───────────────────────────────────────────────────┘
 *     │            backoff
 * </pre>
 */
public enum HubState {
  /** Not started, or closed for good. */
  STOPPED,
  /** Asking for a token. */
  AUTHORIZING,
  /** Asking the hub for a subscription. */
  SUBSCRIBING,
  /** Opening the WebSocket of the subscription. */
  BINDING,
  /** Events flow. */
  ONLINE,
  /** Something failed; trying again after a pause. */
  WAITING;

  /** The word for it in logs. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
