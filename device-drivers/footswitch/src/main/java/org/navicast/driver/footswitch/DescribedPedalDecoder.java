package org.navicast.driver.footswitch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * A pedal that is read by its own descriptor. Only the given usages are looked at: of a keyboard,
 * no other key leaves this class.
 */
final class DescribedPedalDecoder implements HidPedalDecoder {
  private final List<Set<HidUsage>> usages;
  private final Set<HidUsage> all = new HashSet<>();
  private final ReportDecoder decoder;
  private final Set<HidUsage> switches = new HashSet<>();
  private final Map<Integer, List<HidUsage>> selections = new HashMap<>();

  /**
   * @param usages for each pedal those that mean it is down
   */
  DescribedPedalDecoder(ReportDescriptor descriptor, List<Set<HidUsage>> usages) {
    this.usages = List.copyOf(usages);
    this.decoder = new ReportDecoder(descriptor);
    usages.forEach(all::addAll);
  }

  @Override
  public Said decode(byte[] report, int length, boolean[] down) {
    List<HidValue> values = decoder.decode(report, length);
    boolean ours = false;
    for (HidValue value : values) {
      ours |= take(value);
    }
    if (!ours) {
      return Said.NOTHING;
    }
    for (int i = 0; i < down.length; i++) {
      down[i] = usages.get(i).stream().anyMatch(this::isOn);
    }
    return Said.PEDALS;
  }

  private boolean take(HidValue value) {
    return switch (value) {
      case HidValue.Switch(HidUsage usage, boolean on) -> {
        boolean ours = all.contains(usage);
        if (ours && on) {
          switches.add(usage);
        } else if (ours) {
          switches.remove(usage);
        }
        yield ours;
      }
      case HidValue.Selection(int group, List<HidUsage> on) -> {
        selections.put(group, on.stream().filter(all::contains).toList());
        yield true;
      }
      case HidValue.Axis _, HidValue.Hat _ -> false;
    };
  }

  private boolean isOn(HidUsage usage) {
    return switches.contains(usage)
        || selections.values().stream().anyMatch(on -> on.contains(usage));
  }
}
