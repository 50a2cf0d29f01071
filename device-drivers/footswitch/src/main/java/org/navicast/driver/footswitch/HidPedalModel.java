package org.navicast.driver.footswitch;

import java.util.List;
import java.util.Optional;
import org.navicast.driver.hid.HidUsage;

/**
 * How the reports of a HID pedal are to be read.
 *
 * @param name what people call it
 * @param ids vendor and product, such as {@code 05f3:00ff}
 * @param traps what a person must know of it, one sentence each
 * @param controls the names of its pedals, each once
 */
record HidPedalModel(
    String name, List<String> ids, List<String> traps, List<String> controls, Layout layout) {

  /** Where the pedals are in a report. */
  sealed interface Layout {
    /**
     * Where the device's own descriptor says.
     *
     * @param usages one for each pedal
     */
    record ByDescriptor(List<HidUsage> usages) implements Layout {}

    /**
     * In fixed places.
     *
     * @param conditions reports for which one of these does not hold are about something else
     * @param plug not zero while the plug of the pedal is in its adapter
     * @param bits one for each pedal
     */
    record Fixed(List<ByteMask> conditions, Optional<ByteMask> plug, List<ByteMask> bits)
        implements Layout {

      /** Shortest report that holds all of it, in bytes. */
      int length() {
        int last = plug.map(ByteMask::index).orElse(0);
        for (ByteMask mask : conditions) {
          last = Math.max(last, mask.index());
        }
        for (ByteMask mask : bits) {
          last = Math.max(last, mask.index());
        }
        return last + 1;
      }
    }
  }
}
