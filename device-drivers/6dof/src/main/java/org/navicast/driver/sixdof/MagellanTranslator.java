package org.navicast.driver.sixdof;

import java.util.List;
import org.navicast.gateway.driver.InputSink;

/**
 * A Magellan's cap and keys as input events.
 *
 * <p>The device's axes are already those we publish: x right, y up, z towards the person, rotations
 * by the right-hand rule. It follows from spacenavd, whose output is right, up, forward: for a
 * Magellan it passes x and y on and negates z and the rotation about it; its rotations about right,
 * up and forward follow the right-hand rule, as those it derives from HID devices show. So the
 * device's z is backward, towards the person, and none of the six has to change its sign. (VRPN
 * agrees: it negates the third axis of the Spaceball, and leaves the Magellan's.)
 */
final class MagellanTranslator {
  /** What a resting cap may still report: 2 % of its way, the device's own null radius too. */
  private static final int NULL_RADIUS = 8;

  /** Keys 1 to 8, the star, and what extended records add; by bit. */
  private static final List<String> KEYS =
      List.of(
          "1", "2", "3", "4", "5", "6", "7", "8", "*", "10", "11", "12", "13", "14", "15", "16");

  private final double fullScale;
  private final CapMotion cap;
  private final KeyBitmap keys;

  /**
   * @param fullScale what the device reports at full deflection
   */
  MagellanTranslator(String device, int fullScale) {
    this.fullScale = fullScale;
    this.cap = new CapMotion(device);
    this.keys = new KeyBitmap(device, KEYS);
  }

  /** Six rates; what is beyond full deflection counts as full. */
  void motion(MagellanMessage.Motion raw, long capturedNanos, InputSink sink) {
    double[] rates = {
      fraction(raw.x()),
      fraction(raw.y()),
      fraction(raw.z()),
      fraction(raw.a()),
      fraction(raw.b()),
      fraction(raw.c())
    };
    cap.tell(rates, capturedNanos, sink);
  }

  /** An event for each key that changed. */
  void keys(MagellanMessage.Keys record, long capturedNanos, InputSink sink) {
    keys.set(record.bitmap(), capturedNanos, sink);
  }

  /** Says that the cap is at rest, where it was not: the device has gone silent in motion. */
  void silence(long capturedNanos, InputSink sink) {
    cap.silence(capturedNanos, sink);
  }

  /** True while a key is believed to be down. */
  boolean holdsKeys() {
    return keys.isHeld();
  }

  private double fraction(int raw) {
    return Math.abs(raw) <= NULL_RADIUS ? 0 : Math.clamp(raw / fullScale, -1.0, 1.0);
  }
}
