package org.navicast.gateway.engine;

/**
 * How the presses of one device are told.
 *
 * @param debounceMillis how long a control is deaf after a reported edge, 0…200; the edge itself is
 *     never delayed by it
 * @param maxHoldMillis how long a control may be held before it counts as stuck and its press is
 *     cancelled, 1,000…3,600,000
 * @param heldIntervalMillis how often a held control says so, 10…1,000
 * @param leaseMillis how long a consumer may take a control as held without hearing of it again, at
 *     least twice the interval so that one lost event does not let go, at most 10,000
 * @param validMillis how long after its capture a consumer may act on a press, 10…10,000
 */
public record ButtonSettings(
    int debounceMillis,
    int maxHoldMillis,
    int heldIntervalMillis,
    int leaseMillis,
    int validMillis) {

  public static final ButtonSettings DEFAULT = new ButtonSettings(10, 60_000, 50, 250, 150);

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public ButtonSettings {
    Limits.check("the debounce time in ms", debounceMillis, 0, 200);
    Limits.check("the longest hold in ms", maxHoldMillis, 1_000, 3_600_000);
    Limits.check("the interval of held in ms", heldIntervalMillis, 10, 1_000);
    Limits.check("the lease in ms", leaseMillis, 2 * heldIntervalMillis, 10_000);
    Limits.check("the validity of a press in ms", validMillis, 10, 10_000);
  }
}
