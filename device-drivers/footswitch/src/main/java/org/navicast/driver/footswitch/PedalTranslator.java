package org.navicast.driver.footswitch;

import java.util.List;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Button;

/**
 * Pedals that are down or up as input events: one for each change, none for a repetition.
 *
 * <p>Before anything is known of a pedal it counts as up, so that the first thing it may report is
 * a press.
 */
final class PedalTranslator {
  private final String device;
  private final List<String> controls;
  private final boolean[] down;

  PedalTranslator(String device, List<String> controls) {
    this.device = device;
    this.controls = List.copyOf(controls);
    this.down = new boolean[controls.size()];
  }

  /**
   * Takes what a pedal is now.
   *
   * @param pedal its index in the list of controls
   */
  void set(int pedal, boolean isDown, long capturedNanos, InputSink sink) {
    if (down[pedal] != isDown) {
      down[pedal] = isDown;
      sink.accept(new Button(device, capturedNanos, controls.get(pedal), isDown));
    }
  }
}
