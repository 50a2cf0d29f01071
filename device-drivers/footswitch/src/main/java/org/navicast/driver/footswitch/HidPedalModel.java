package org.navicast.driver.footswitch;

import java.util.List;
import java.util.Optional;
import org.navicast.driver.hid.HidUsage;

/**
 * How the reports of a HID pedal are to be read.
 *
 * @param name what people call it
 * @param ids vendor and product, such as {@code 05f3:00ff}; empty where it has none of its own
 * @param products how it calls itself, or begins to; a hint only
 * @param application what the interface with the pedals is for; empty where any will do
 * @param traps what a person must know of it, one sentence each
 * @param controls the names of its pedals, each once
 */
record HidPedalModel(
    String name,
    List<String> ids,
    List<String> products,
    Optional<HidUsage> application,
    List<String> traps,
    List<String> controls,
    Layout layout) {

  /** True where a device calls itself as this model does. */
  boolean isCalled(String product) {
    return products.stream().anyMatch(product::startsWith);
  }

  /** Where the pedals are in a report. */
  sealed interface Layout {
    /** Where the device's own descriptor says, one for each pedal. */
    record ByDescriptor(List<DescribedPedal> pedals) implements Layout {
      public ByDescriptor {
        pedals = List.copyOf(pedals);
      }
    }

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
