package org.navicast.driver.footswitch;

import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;

/** What of a device is a pedal, by the device's own descriptor. */
sealed interface DescribedPedal {

  /** The number of the set of controls that it is in, from 1; 0 where only one has it. */
  int port();

  /** True where these controls can tell of it. */
  boolean isIn(ReportDescriptor controls);

  /**
   * Keys or buttons: the pedal is down while one of them is.
   *
   * @param usages one, or several where it depends on the mode that the device is in
   */
  record Switches(Set<HidUsage> usages, int port) implements DescribedPedal {
    public Switches {
      usages = Set.copyOf(usages);
    }

    @Override
    public boolean isIn(ReportDescriptor controls) {
      return usages.stream().anyMatch(controls::hasSwitch);
    }
  }

  /**
   * An axis: the pedal goes down where it reaches one place and up where it is back at another, so
   * that an axis that trembles is not a pedal that is pressed again and again. Where the first is
   * above the second it is pressed upwards, else downwards.
   *
   * @param pressedAt fraction of its range, 0…1
   * @param releasedAt fraction of its range, 0…1, not the same
   */
  record Axis(HidUsage usage, double pressedAt, double releasedAt, int port)
      implements DescribedPedal {
    @Override
    public boolean isIn(ReportDescriptor controls) {
      return controls.position(usage).isPresent();
    }
  }
}
