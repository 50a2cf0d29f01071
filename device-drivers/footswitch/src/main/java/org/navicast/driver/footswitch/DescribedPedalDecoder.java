package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.OnUsages;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * A pedal that is read by its own descriptor. Only the given usages are looked at: of a keyboard,
 * no other key leaves this class.
 */
final class DescribedPedalDecoder implements HidPedalDecoder {
  private final List<Source> sources;

  /** One set of controls with the pedals that are in it, by their index. */
  private static final class Source {
    private final ReportDecoder decoder;
    private final Set<HidUsage> wanted = new HashSet<>();
    private final OnUsages on = new OnUsages(wanted::contains);
    private final Map<Integer, Set<HidUsage>> switches = new HashMap<>();
    private final Map<Integer, AxisPedal> axes = new HashMap<>();

    Source(ControlSet set) {
      decoder = new ReportDecoder(set.descriptor());
    }

    void add(int index, DescribedPedal pedal) {
      switch (pedal) {
        case DescribedPedal.Switches its -> {
          switches.put(index, its.usages());
          wanted.addAll(its.usages());
        }
        case DescribedPedal.Axis its -> axes.put(index, new AxisPedal(its));
      }
    }

    /** True where the report tells of a pedal. */
    boolean take(byte[] report, int length) {
      List<HidValue> values = decoder.decode(report, length);
      boolean tells = on.take(values);
      for (HidValue value : values) {
        if (value instanceof HidValue.Axis axis) {
          for (AxisPedal pedal : axes.values()) {
            tells |= pedal.take(axis);
          }
        }
      }
      return tells;
    }

    /** Adds what is down. */
    void addTo(boolean[] down) {
      Set<HidUsage> now = on.on();
      switches.forEach((index, usages) -> down[index] |= !Collections.disjoint(usages, now));
      axes.forEach((index, axis) -> down[index] |= axis.isDown());
    }
  }

  private DescribedPedalDecoder(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Empty where the interface does not have these pedals, or it is not clear where. */
  static Optional<HidPedalDecoder> of(ReportDescriptor descriptor, List<DescribedPedal> pedals) {
    return PedalPlaces.find(descriptor, pedals)
        .map(
            places -> {
              Map<Integer, Source> sources = new TreeMap<>();
              for (int i = 0; i < pedals.size(); i++) {
                for (ControlSet set : places.get(i)) {
                  sources.computeIfAbsent(set.number(), _ -> new Source(set)).add(i, pedals.get(i));
                }
              }
              return new DescribedPedalDecoder(new ArrayList<>(sources.values()));
            });
  }

  @Override
  public Said decode(byte[] report, int length, boolean[] down) {
    boolean tells = false;
    for (Source source : sources) {
      tells |= source.take(report, length);
    }
    if (!tells) {
      return Said.NOTHING;
    }
    Arrays.fill(down, false);
    sources.forEach(source -> source.addTo(down));
    return Said.PEDALS;
  }
}
