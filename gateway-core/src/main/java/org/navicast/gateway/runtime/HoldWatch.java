package org.navicast.gateway.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.navicast.gateway.input.Button;

/**
 * Finds controls that cannot be held: pedals that are programmed to type a text, and page turners,
 * send the release right after the press, whatever the foot does. Pure: time is in the events.
 */
final class HoldWatch {
  /** No foot lets go so soon, again and again. */
  static final long SHORTEST_PRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A contact that closes again so soon has bounced, and the press goes on. */
  static final long BOUNCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So many such presses, and not one that was longer, are no chance. */
  static final int ENOUGH = 5;

  /** More than any device has; the names come from outside, so their number needs a bound. */
  private static final int MAX_CONTROLS = 256;

  private final Map<String, Presses> controls = new HashMap<>();

  /** What was seen of one control. */
  private static final class Presses {
    private boolean isDecided;
    private boolean isDown;
    private boolean hasBeenDown;
    private long pressedNanos;
    private long releasedNanos;
    private int shortOnes;
  }

  /** True where this shows that the control cannot be held; once a control. */
  boolean take(Button button) {
    Presses presses = controls.get(button.control());
    if (presses == null) {
      if (controls.size() == MAX_CONTROLS) {
        return false;
      }
      presses = new Presses();
      controls.put(button.control(), presses);
    }
    if (presses.isDecided || presses.isDown == button.pressed()) {
      return false;
    }
    presses.isDown = button.pressed();
    return button.pressed()
        ? pressed(presses, button.capturedNanos())
        : released(presses, button.capturedNanos());
  }

  private static boolean pressed(Presses presses, long nanos) {
    if (presses.hasBeenDown && nanos - presses.releasedNanos < BOUNCE_NANOS) {
      return false;
    }
    // Only now is it known that the press before did not go on.
    presses.shortOnes += presses.hasBeenDown ? 1 : 0;
    presses.hasBeenDown = true;
    presses.pressedNanos = nanos;
    presses.isDecided = presses.shortOnes >= ENOUGH;
    return presses.isDecided;
  }

  private static boolean released(Presses presses, long nanos) {
    presses.releasedNanos = nanos;
    // One that can be held once can be held.
    presses.isDecided = nanos - presses.pressedNanos > SHORTEST_PRESS_NANOS;
    return false;
  }
}
