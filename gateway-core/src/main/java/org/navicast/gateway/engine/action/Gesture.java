package org.navicast.gateway.engine.action;

import java.util.Locale;

/** What a person can do with one control. */
public enum Gesture {
  /** It goes down. */
  PRESS,
  /** The person lets it come up. */
  RELEASE,
  /** Down and up again within a short time. */
  TAP,
  /** A tap, and down again soon after; told at the second press. */
  DOUBLE_TAP,
  /** Held down; told when it begins and, where it repeats, again and again until it ends. */
  HOLD,
  /** Held down for a longer time; told once, while it is still down. */
  LONG_PRESS;

  /** The word for it in profiles. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
