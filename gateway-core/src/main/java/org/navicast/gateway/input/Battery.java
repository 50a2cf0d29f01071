package org.navicast.gateway.input;

/**
 * What a device says of its battery.
 *
 * @param percent how full it is, 0…100
 */
public record Battery(String device, long capturedNanos, int percent) implements InputEvent {

  /**
   * @throws IllegalArgumentException when that is no percentage
   */
  public Battery {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a battery cannot be " + percent + " % full");
    }
  }
}
