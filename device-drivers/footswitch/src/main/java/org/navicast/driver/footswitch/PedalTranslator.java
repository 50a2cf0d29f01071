package org.navicast.driver.footswitch;

import java.util.Arrays;
import java.util.List;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;

/** Pedals that are down or up as input events: one for each change, none for a repetition. */
final class PedalTranslator {
  private final String device;
  private final List<String> controls;
  private final boolean[] down;

  /** Known to have been up once. */
  private final boolean[] seenUp;

  /** Known to have been up once, and then found to be down by a look. */
  private final boolean[] foundDown;

  private PedalTranslator(String device, List<String> controls, boolean areUp) {
    this.device = device;
    this.controls = List.copyOf(controls);
    this.down = new boolean[controls.size()];
    this.seenUp = new boolean[controls.size()];
    this.foundDown = new boolean[controls.size()];
    Arrays.fill(seenUp, areUp);
  }

  /** For pedals that tell movements only: the first thing that one may tell is a press. */
  static PedalTranslator ofUp(String device, List<String> controls) {
    return new PedalTranslator(device, controls, true);
  }

  /**
   * For pedals whose position is read: one that is down when it is found, stepped on or broken, is
   * not reported until it has been up once. A press must be a movement that a person makes now.
   */
  static PedalTranslator ofUnknown(String device, List<String> controls) {
    return new PedalTranslator(device, controls, false);
  }

  /**
   * Takes what a pedal is now.
   *
   * @param pedal its index in the list of controls
   */
  void set(int pedal, boolean isDown, long capturedNanos, InputSink sink) {
    set(pedal, isDown, capturedNanos, false, sink);
  }

  /**
   * The same of a movement whose time the kernel took. A look at the pedal may have come before the
   * word of the movement: then it was up until this moment all the same.
   */
  void move(int pedal, boolean isDown, long movedNanos, InputSink sink) {
    seenUp[pedal] |= foundDown[pedal];
    foundDown[pedal] = false;
    set(pedal, isDown, movedNanos, true, sink);
  }

  /**
   * Takes what a pedal is found to be, nobody knows since when: a press that was not seen as a
   * movement is none.
   */
  void find(int pedal, boolean isDown, long capturedNanos, InputSink sink) {
    boolean isFound = isDown && !down[pedal];
    foundDown[pedal] = isFound && (foundDown[pedal] || seenUp[pedal]);
    seenUp[pedal] &= !isFound;
    set(pedal, isDown, capturedNanos, false, sink);
  }

  /** For a while nobody looked at the pedals: what is down may have been up meanwhile. */
  void lose(long capturedNanos, InputSink sink) {
    for (int pedal = 0; pedal < down.length; pedal++) {
      if (down[pedal]) {
        sink.accept(new ButtonLost(device, capturedNanos, controls.get(pedal)));
      }
    }
    Arrays.fill(down, false);
    Arrays.fill(seenUp, false);
    Arrays.fill(foundDown, false);
  }

  private void set(int pedal, boolean isDown, long capturedNanos, boolean isTimed, InputSink sink) {
    seenUp[pedal] |= !isDown;
    if (seenUp[pedal] && down[pedal] != isDown) {
      down[pedal] = isDown;
      sink.accept(new Button(device, capturedNanos, controls.get(pedal), isDown, isTimed));
    }
  }
}
