package org.navicast.driver.footswitch;

import java.util.List;
import org.navicast.driver.io.ModemLines;
import org.navicast.gateway.driver.InputSink;

/** Levels of modem lines as pedals going down and up. */
final class ModemPedalTranslator {
  private final List<ModemPedalConfig.Contact> contacts;
  private final PedalTranslator pedals;

  ModemPedalTranslator(String device, ModemPedalConfig config) {
    this.contacts = config.contacts();
    this.pedals = PedalTranslator.ofUnknown(device, config.controls());
  }

  /** For a while nobody looked at the lines: a movement may be as old as that. */
  void lose(long nanos, InputSink sink) {
    pedals.lose(nanos, sink);
  }

  /** Takes the levels of all lines at one moment. */
  void levels(ModemLines.Levels levels, long capturedNanos, InputSink sink) {
    for (int i = 0; i < contacts.size(); i++) {
      pedals.set(i, contacts.get(i).isDown(levels), capturedNanos, sink);
    }
  }
}
