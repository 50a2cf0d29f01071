package org.navicast.driver.footswitch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.InputSink;

/**
 * States of HID pedals as pedals going down and up.
 *
 * <p>A HID pedal speaks only when something changes, so the first report of one pedal down is that
 * pedal's press. If it shows several, some may have been down for long, and none is believed before
 * it has been up once.
 */
final class HidPedalTranslator {
  private final String device;
  private final List<String> controls;
  private final boolean mayTrustFirst;
  private @Nullable PedalTranslator pedals;

  /**
   * @param mayTrustFirst false where pedals may seem to be down without a foot on them
   */
  HidPedalTranslator(String device, List<String> controls, boolean mayTrustFirst) {
    this.device = device;
    this.controls = controls;
    this.mayTrustFirst = mayTrustFirst;
  }

  /** Takes what all pedals are at one moment. */
  void states(boolean[] down, long capturedNanos, InputSink sink) {
    if (pedals == null) {
      pedals =
          mayTrustFirst && count(down) <= 1
              ? PedalTranslator.ofUp(device, controls)
              : PedalTranslator.ofUnknown(device, controls);
    }
    for (int i = 0; i < down.length; i++) {
      pedals.set(i, down[i], capturedNanos, sink);
    }
  }

  private static int count(boolean[] down) {
    int count = 0;
    for (boolean isDown : down) {
      count += isDown ? 1 : 0;
    }
    return count;
  }
}
