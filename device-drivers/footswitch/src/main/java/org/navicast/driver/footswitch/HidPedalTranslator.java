package org.navicast.driver.footswitch;

import java.util.Arrays;
import java.util.List;
import org.navicast.gateway.driver.InputSink;

/**
 * States of HID pedals as pedals going down and up.
 *
 * <p>A HID pedal speaks only when something changes, so the first report of one pedal down is that
 * pedal's press. If it shows several, some may have been down for long: these are not reported
 * until they have been up once, since a press must be a movement that a person makes now.
 */
final class HidPedalTranslator {
  private final PedalTranslator pedals;
  private final boolean[] seenUp;
  private boolean mayTrustFirst;

  /**
   * @param mayTrustFirst false where pedals may seem to be down without a foot on them
   */
  HidPedalTranslator(String device, List<String> controls, boolean mayTrustFirst) {
    this.pedals = new PedalTranslator(device, controls);
    this.seenUp = new boolean[controls.size()];
    this.mayTrustFirst = mayTrustFirst;
  }

  /** Takes what all pedals are at one moment. */
  void states(boolean[] down, long capturedNanos, InputSink sink) {
    if (mayTrustFirst && count(down) <= 1) {
      Arrays.fill(seenUp, true);
    }
    mayTrustFirst = false;
    for (int i = 0; i < seenUp.length; i++) {
      seenUp[i] |= !down[i];
      if (seenUp[i]) {
        pedals.set(i, down[i], capturedNanos, sink);
      }
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
