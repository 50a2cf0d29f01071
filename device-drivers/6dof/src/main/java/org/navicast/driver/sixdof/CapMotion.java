package org.navicast.driver.sixdof;

import java.util.Arrays;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Motion;

/** What was last told of a cap or stick, so that it can be brought to rest when it falls silent. */
final class CapMotion {
  private final String device;
  private boolean moving;

  CapMotion(String device) {
    this.device = device;
  }

  /**
   * Tells a deflection.
   *
   * @param rates by {@link MotionAxis}, each −1…1, in the frame that is published
   */
  void tell(double[] rates, long capturedNanos, InputSink sink) {
    moving = !isRest(rates);
    sink.accept(
        new Motion(
            device, capturedNanos, rates[0], rates[1], rates[2], rates[3], rates[4], rates[5]));
  }

  /** Says that it is at rest, where it was not: the device has gone silent in motion. */
  void silence(long capturedNanos, InputSink sink) {
    if (moving) {
      moving = false;
      sink.accept(new Motion(device, capturedNanos, 0, 0, 0, 0, 0, 0));
    }
  }

  /** True where it was told to be deflected. */
  boolean isMoving() {
    return moving;
  }

  static boolean isRest(double[] rates) {
    return Arrays.stream(rates).allMatch(rate -> rate == 0);
  }
}
