package org.navicast.driver.footswitch;

import org.navicast.driver.hid.HidValue;

/**
 * An axis as a pedal. It must have been seen up before it can go down: where an axis rests is not
 * known before.
 */
final class AxisPedal {
  private final DescribedPedal.Axis settings;
  private boolean wasUp;
  private boolean isDown;

  AxisPedal(DescribedPedal.Axis settings) {
    this.settings = settings;
  }

  /** Takes a value; false where it is no position of this axis. */
  boolean take(HidValue.Axis value) {
    if (value.relative() || !value.usage().equals(settings.usage()) || value.max() == value.min()) {
      return false;
    }
    double place =
        (double) (Math.clamp(value.value(), value.min(), value.max()) - value.min())
            / (value.max() - value.min());
    boolean isUpwards = settings.pressedAt() > settings.releasedAt();
    if (isUpwards ? place <= settings.releasedAt() : place >= settings.releasedAt()) {
      wasUp = true;
      isDown = false;
    } else if (isUpwards ? place >= settings.pressedAt() : place <= settings.pressedAt()) {
      isDown = wasUp;
    }
    return true;
  }

  boolean isDown() {
    return isDown;
  }
}
