package org.navicast.driver.hid;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is on at an interface, by its descriptor, kept up to date report by report. Only what is
 * wanted is ever kept.
 */
public final class OnUsages {
  private final Predicate<HidUsage> wanted;
  private final Set<HidUsage> switches = new HashSet<>();
  private final Map<Integer, List<HidUsage>> selections = new HashMap<>();

  public OnUsages(Predicate<HidUsage> wanted) {
    this.wanted = wanted;
  }

  /** Takes the values of one report; false where it tells nothing of what is wanted. */
  public boolean take(List<HidValue> report) {
    boolean tells = false;
    for (HidValue value : report) {
      tells |= take(value);
    }
    return tells;
  }

  /** All that is on now. */
  public Set<HidUsage> on() {
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
