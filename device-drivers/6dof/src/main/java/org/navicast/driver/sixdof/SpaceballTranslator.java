package org.navicast.driver.sixdof;

import java.util.List;
import org.navicast.gateway.driver.InputSink;

/**
 * A Spaceball's ball and keys as input events.
 *
 * <p>Its third axis points away from the person, so it and the rotation about it change their sign;
 * spacenavd and VRPN agree that both are the opposite of the Magellan's, whose axes are those that
 * are published.
 */
final class SpaceballTranslator {
  /** What a resting ball may still report (VRPN's figure). */
  private static final int NULL_RADIUS = 8;

  private static final List<String> KEYS =
      List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "pick", "rezero");
  private static final int PICK = 1 << 12;
  private static final int REZERO = 1 << 13;

  private final double fullScale;
  private final double rotationFullScale;
  private final CapMotion ball;
  private final KeyBitmap keys;
  private boolean isFlx;
  private boolean hasHeardKeys;
  private boolean saysNoKeys;

  /**
   * @param fullScale what the device reports where it is pushed as far as it goes
   * @param rotationFullScale the same where it is turned
   */
  SpaceballTranslator(String device, int fullScale, int rotationFullScale) {
    this.fullScale = fullScale;
    this.rotationFullScale = rotationFullScale;
    this.ball = new CapMotion(device);
    this.keys = new KeyBitmap(device, KEYS);
  }

  /** Six rates; what is beyond full deflection counts as full. */
  void motion(SpaceballMessage.Motion raw, long capturedNanos, InputSink sink) {
    double[] rates = {
      fraction(raw.x(), fullScale),
      fraction(raw.y(), fullScale),
      fraction(-raw.z(), fullScale),
      fraction(raw.a(), rotationFullScale),
      fraction(raw.b(), rotationFullScale),
      fraction(-raw.c(), rotationFullScale)
    };
    ball.tell(rates, capturedNanos, sink);
  }

  /** An event for each key that changed. A 4000 FLX sends this record beside its own. */
  void keys(SpaceballMessage.Keys record, long capturedNanos, InputSink sink) {
    if (isFlx) {
      return;
    }
    int low = record.low();
    int high = record.high();
    int bitmap = (low & 0xF) | ((low >> 4) & 0x3) | ((high & 0x7) << 4);
    bitmap |= (high & 0x10) != 0 ? PICK : 0;
    bitmap |= (high & 0x28) != 0 ? REZERO : 0; // bit 3 of a 2003, bit 5 of a 3003
    set(bitmap, capturedNanos, sink);
  }

  /** The same of a 4000 FLX. */
  void keys(SpaceballMessage.FlxKeys record, long capturedNanos, InputSink sink) {
    isFlx = true;
    int low = record.low();
    int bitmap = (low & 0x3F) | ((low >> 7 & 1) << 6) | ((record.high() & 0x1F) << 7);
    set(bitmap, capturedNanos, sink);
  }

  /** Says that the ball is at rest, where it was not: the device has gone silent in motion. */
  void silence(long capturedNanos, InputSink sink) {
    ball.silence(capturedNanos, sink);
  }

  /** True while a key is believed to be down. */
  boolean holdsKeys() {
    return keys.isHeld();
  }

  /**
   * No key is down, by its answer to the question. A unit that does not know the question answers
   * the same, so of the record that follows only a key that is down alone is believed.
   */
  void noKeys() {
    saysNoKeys = !hasHeardKeys;
  }

  /** The first record answers the question what the keys are, and shows no movement. */
  private void set(int bitmap, long capturedNanos, InputSink sink) {
    if (!hasHeardKeys) {
      hasHeardKeys = true;
      if (!saysNoKeys || Integer.bitCount(bitmap) > 1) {
        keys.begin(bitmap);
      }
    }
    keys.set(bitmap, capturedNanos, sink);
  }

  private static double fraction(int raw, double full) {
    return Math.abs(raw) <= NULL_RADIUS ? 0 : Math.clamp(raw / full, -1.0, 1.0);
  }
}
