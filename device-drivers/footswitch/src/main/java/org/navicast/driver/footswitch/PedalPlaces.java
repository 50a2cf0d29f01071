package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * Finds described pedals among the sets of controls of an interface. The same usage in two sets is
 * two controls, which a person must tell apart; only a key is the same key in all collections of a
 * keyboard.
 */
final class PedalPlaces {
  private static final Set<HidUsage> KEYBOARDS =
      Set.of(HidUsage.KEYBOARD_DEVICE, HidUsage.KEYPAD_DEVICE);

  private PedalPlaces() {}

  /** Where each pedal is; empty where one is nowhere, or could be in several sets. */
  static Optional<List<List<ControlSet>>> find(
      ReportDescriptor descriptor, List<DescribedPedal> pedals) {
    List<ControlSet> sets = descriptor.controlSets();
    List<List<ControlSet>> places = new ArrayList<>();
    for (DescribedPedal pedal : pedals) {
      List<ControlSet> having = having(sets, pedal);
      if (having.isEmpty() || isAmbiguous(having)) {
        return Optional.empty();
      }
      places.add(having);
    }
    return Optional.of(places);
  }

  /** Why a pedal is not found though its usage is there; empty where that is not so. */
  static Optional<String> trouble(ReportDescriptor descriptor, List<DescribedPedal> pedals) {
    List<ControlSet> sets = descriptor.controlSets();
    for (DescribedPedal pedal : pedals) {
      if (isAmbiguous(having(sets, pedal))) {
        return Optional.of(
            usage(pedal)
                + " is at several ports; give its port: "
                + String.join(
                    ", ", having(sets, pedal).stream().map(set -> "" + set.number()).toList()));
      }
      if (pedal instanceof DescribedPedal.Switches switches
          && switches.usages().stream().anyMatch(it -> descriptor.position(it).isPresent())) {
        return Optional.of(usage(pedal) + " is an axis; give pressed-at and released-at");
      }
      if (pedal instanceof DescribedPedal.Axis axis && descriptor.hasSwitch(axis.usage())) {
        return Optional.of(usage(pedal) + " is no axis; remove pressed-at and released-at");
      }
    }
    return Optional.empty();
  }

  /** True where this control is in several sets, so that its port must be given. */
  static boolean needsPort(ReportDescriptor descriptor, DescribedPedal pedal) {
    return isAmbiguous(having(descriptor.controlSets(), pedal));
  }

  private static List<ControlSet> having(List<ControlSet> sets, DescribedPedal pedal) {
    List<ControlSet> having =
        sets.stream()
            .filter(set -> pedal.port() == 0 || pedal.port() == set.number())
            .filter(set -> pedal.isIn(set.descriptor()))
            .toList();
    List<ControlSet> keyboards =
        isKey(pedal)
            ? having.stream().filter(set -> KEYBOARDS.contains(set.application())).toList()
            : List.of();
    return keyboards.isEmpty() ? having : keyboards;
  }

  /** A key is a keyboard's, whatever else has its usage. */
  private static boolean isKey(DescribedPedal pedal) {
    return pedal instanceof DescribedPedal.Switches switches
        && switches.usages().stream().allMatch(usage -> usage.page() == HidUsage.KEYBOARD);
  }

  private static boolean isAmbiguous(List<ControlSet> having) {
    return having.size() > 1
        && !having.stream().map(ControlSet::application).allMatch(KEYBOARDS::contains);
  }

  private static String usage(DescribedPedal pedal) {
    return "usage "
        + switch (pedal) {
          case DescribedPedal.Switches switches -> switches.usages().iterator().next();
          case DescribedPedal.Axis axis -> axis.usage();
        };
  }
}
