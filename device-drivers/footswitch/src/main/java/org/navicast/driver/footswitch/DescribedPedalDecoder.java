package org.navicast.driver.footswitch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * A pedal that is read by its own descriptor. Only the given usages are looked at: of a keyboard,
 * no other key leaves this class.
 */
final class DescribedPedalDecoder implements HidPedalDecoder {
  private final List<HidUsage> usages;
  private final ReportDecoder decoder;
  private final boolean[] switches;
  private final Map<Integer, boolean[]> selections = new TreeMap<>();

  /**
   * @param usages one for each pedal
   */
  DescribedPedalDecoder(ReportDescriptor descriptor, List<HidUsage> usages) {
    this.usages = List.copyOf(usages);
    this.decoder = new ReportDecoder(descriptor);
    this.switches = new boolean[usages.size()];
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
      int pedal = i;
      down[i] = switches[i] || selections.values().stream().anyMatch(group -> group[pedal]);
    }
    return Said.PEDALS;
  }

  private boolean take(HidValue value) {
    return switch (value) {
      case HidValue.Switch(HidUsage usage, boolean on) -> {
        int pedal = usages.indexOf(usage);
        if (pedal >= 0) {
          switches[pedal] = on;
        }
        yield pedal >= 0;
      }
      case HidValue.Selection(int group, List<HidUsage> on) -> {
        boolean[] selected = new boolean[usages.size()];
        for (int i = 0; i < selected.length; i++) {
          selected[i] = on.contains(usages.get(i));
        }
        selections.put(group, selected);
        yield true;
      }
      case HidValue.Axis _, HidValue.Hat _ -> false;
    };
  }
}
