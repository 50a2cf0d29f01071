package org.navicast.driver.footswitch;

import java.util.List;
import org.navicast.driver.io.ModemLines;
import org.navicast.gateway.driver.InputSink;

/**
 * Levels of modem lines as pedals going down and up.
 *
 * <p>A pedal that is down when the gateway finds it, stepped on or broken, is not reported until it
 * has been up once: a press must be a movement that a person makes now.
 */
final class ModemPedalTranslator {
  private final List<ModemPedalConfig.Contact> contacts;
  private final PedalTranslator pedals;
  private final boolean[] seenUp;

  ModemPedalTranslator(String device, ModemPedalConfig config) {
    this.contacts = config.contacts();
    this.pedals = new PedalTranslator(device, config.controls());
    this.seenUp = new boolean[contacts.size()];
  }

  /** Takes the levels of all lines at one moment. */
  void levels(ModemLines.Levels levels, long capturedNanos, InputSink sink) {
    for (int i = 0; i < seenUp.length; i++) {
      boolean isDown = contacts.get(i).isDown(levels);
      seenUp[i] |= !isDown;
      if (seenUp[i]) {
        pedals.set(i, isDown, capturedNanos, sink);
      }
    }
  }
}
