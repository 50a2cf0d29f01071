package org.navicast.driver.footswitch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * What is on at an interface, by its descriptor, kept up to date report by report. Only what is
 * wanted is ever kept.
 */
final class OnUsages {
  private final ReportDecoder decoder;
  private final Predicate<HidUsage> wanted;
  private final Set<HidUsage> switches = new HashSet<>();
  private final Map<Integer, List<HidUsage>> selections = new HashMap<>();

  OnUsages(ReportDescriptor descriptor, Predicate<HidUsage> wanted) {
    this.decoder = new ReportDecoder(descriptor);
    this.wanted = wanted;
  }

  /** Takes one report; false where it tells nothing of what is wanted. */
  boolean take(byte[] report, int length) {
    boolean tells = false;
    for (HidValue value : decoder.decode(report, length)) {
      tells |= take(value);
    }
    return tells;
  }

  /** All that is on now. */
  Set<HidUsage> on() {
    Set<HidUsage> on = new HashSet<>(switches);
    selections.values().forEach(on::addAll);
    return on;
  }

  private boolean take(HidValue value) {
    return switch (value) {
      case HidValue.Switch(HidUsage usage, boolean on) -> {
        boolean isWanted = wanted.test(usage);
        if (isWanted && on) {
          switches.add(usage);
        } else if (isWanted) {
          switches.remove(usage);
        }
        yield isWanted;
      }
      case HidValue.Selection(int group, List<HidUsage> on) -> {
        selections.put(group, on.stream().filter(wanted).toList());
        yield true;
      }
      case HidValue.Axis _, HidValue.Hat _ -> false;
    };
  }
}
