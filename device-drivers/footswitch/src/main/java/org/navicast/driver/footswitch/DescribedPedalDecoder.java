package org.navicast.driver.footswitch;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.OnUsages;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * A pedal that is read by its own descriptor. Only the given usages are looked at: of a keyboard,
 * no other key leaves this class.
 */
final class DescribedPedalDecoder implements HidPedalDecoder {
  private final ReportDecoder decoder;
  private final List<Set<HidUsage>> usages;
  private final OnUsages on;

  /**
   * @param usages for each pedal those that mean it is down
   */
  DescribedPedalDecoder(ReportDescriptor descriptor, List<Set<HidUsage>> usages) {
    Set<HidUsage> all = new HashSet<>();
    usages.forEach(all::addAll);
    this.usages = List.copyOf(usages);
    this.decoder = new ReportDecoder(descriptor);
    this.on = new OnUsages(all::contains);
  }

  @Override
  public Said decode(byte[] report, int length, boolean[] down) {
    if (!on.take(decoder.decode(report, length))) {
      return Said.NOTHING;
    }
    Set<HidUsage> now = on.on();
    for (int i = 0; i < down.length; i++) {
      down[i] = !Collections.disjoint(usages.get(i), now);
    }
    return Said.PEDALS;
  }
}
