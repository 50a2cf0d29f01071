package org.navicast.driver.sixdof;

import java.io.IOException;
import java.util.List;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Button;

/** Keys that a serial device tells as bits, as input events: one for each that changed. */
final class KeyBitmap {
  private final String device;
  private final List<String> names;
  private int held;

  /** Down when they were first heard of, perhaps for long: no press before they have been up. */
  private int unbelieved;

  /**
   * @param names by bit, from the lowest
   */
  KeyBitmap(String device, List<String> names) {
    this.device = device;
    this.names = List.copyOf(names);
  }

  /** Takes what the keys are without anybody having moved one. */
  void begin(int bitmap) {
    unbelieved = bitmap;
  }

  /** Takes what the keys are now. */
  void set(int bitmap, long capturedNanos, InputSink sink) {
    unbelieved &= bitmap;
    int now = bitmap & ~unbelieved;
    int changed = held ^ now;
    held = now;
    for (int bit = 0; bit < names.size(); bit++) {
      if ((changed >> bit & 1) != 0) {
        sink.accept(new Button(device, capturedNanos, names.get(bit), (held >> bit & 1) != 0));
      }
    }
  }

  /** True while a key is believed to be down. */
  boolean isHeld() {
    return held != 0;
  }

  /**
   * A record of the keys came damaged. It may have been a release: better to cancel what is held
   * than to wait for it.
   *
   * @throws IOException when a key is held, so that the driver is made anew
   */
  static void requireNoneHeld(boolean isHeld, String port) throws IOException {
    if (isHeld) {
      throw new IOException(
          "noise on "
              + port
              + " while a key was held, so its release may be lost; check cable and plug");
    }
  }
}
