package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.OnUsages;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidLesson.Shown;
import org.navicast.driver.io.ShownAxis;

/** An interface that is read by its own descriptor: keys, buttons and axes by their usages. */
final class DescribedPedalView implements PedalView {
  /** Where an axis counts as pressed and as released, of its way from rest to its end. */
  private static final double PRESSED = 0.5;

  private static final double RELEASED = 0.35;
  private static final double HUNDREDTHS = 100;

  private final ReportDescriptor descriptor;
  private final List<Port> ports = new ArrayList<>();
  private final Map<String, Map<String, Object>> shown = new HashMap<>();

  /** One set of controls, and what was seen of it. */
  private static final class Port {
    private final int number;
    private final ReportDecoder decoder;
    private final OnUsages on = new OnUsages(_ -> true);
    private final ShownPedals pedals = new ShownPedals();
    private final Map<HidUsage, ShownAxis> axes = new LinkedHashMap<>();

    Port(ControlSet set) {
      number = set.number();
      decoder = new ReportDecoder(set.descriptor());
    }
  }

  private DescribedPedalView(ReportDescriptor descriptor) {
    this.descriptor = descriptor;
    descriptor.controlSets().stream()
        .filter(set -> isPedals(set.descriptor()))
        .forEach(set -> ports.add(new Port(set)));
  }

  /** Empty where the interface has neither switches nor axes. */
  static Optional<PedalView> of(ReportDescriptor descriptor) {
    DescribedPedalView view = new DescribedPedalView(descriptor);
    return view.ports.isEmpty() ? Optional.empty() : Optional.of(view);
  }

  private static boolean isPedals(ReportDescriptor controls) {
    return controls.hasSwitches() || !controls.axes().isEmpty();
  }

  @Override
  public void begin() {
    ports.forEach(port -> port.axes.values().forEach(ShownAxis::begin));
  }

  @Override
  public Optional<Shown> take(byte[] report, int length, long nanos) {
    for (Port port : ports) {
      List<HidValue> values = port.decoder.decode(report, length);
      Optional<Shown> pedal =
          port.on.take(values)
              ? port.pedals.take(
                  port.on.on().stream().map(HidUsage::toString).collect(Collectors.toSet()), nanos)
              : Optional.empty();
      if (pedal.isPresent()) {
        return Optional.of(switchShown(port, pedal.get()));
      }
      Optional<Shown> axis = axisShown(port, values);
      if (axis.isPresent()) {
        return axis;
      }
    }
    return Optional.empty();
  }

  @Override
  public Map<String, Object> settings(String control) {
    return shown.getOrDefault(control, Map.of());
  }

  private Shown switchShown(Port port, Shown pedal) {
    HidUsage usage = HidUsage.parse(pedal.control());
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("usage", pedal.control());
    boolean needsPort =
        PedalPlaces.needsPort(descriptor, new DescribedPedal.Switches(Set.of(usage), 0));
    return remember(port, needsPort, settings, pedal, "");
  }

  private Optional<Shown> axisShown(Port port, List<HidValue> values) {
    for (HidValue value : values) {
      if (value instanceof HidValue.Axis axis
          && axis.usage().isAxis()
          && !axis.relative()
          && axis.max() > axis.min()) {
        ShownAxis seen = port.axes.get(axis.usage());
        if (seen == null) {
          port.axes.put(axis.usage(), new ShownAxis(axis));
        } else {
          seen.take(axis);
        }
      }
    }
    for (Map.Entry<HidUsage, ShownAxis> axis : port.axes.entrySet()) {
      ShownAxis.Moved moved = axis.getValue().moved();
      if (moved != null) {
        port.axes.values().forEach(ShownAxis::forget);
        return Optional.of(axisShown(port, axis.getKey(), moved));
      }
    }
    return Optional.empty();
  }

  private Shown axisShown(Port port, HidUsage usage, ShownAxis.Moved moved) {
    double rest =
        switch (moved.rest()) {
          case LOW -> 0;
          case CENTRE -> 0.5;
          case HIGH -> 1;
        };
    double way = moved.isRising() ? 1 - rest : -rest;
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("usage", usage.toString());
    settings.put("pressed-at", rounded(rest + PRESSED * way));
    settings.put("released-at", rounded(rest + RELEASED * way));
    Shown pedal = new Shown(usage + (moved.isRising() ? " up" : " down"), Long.MAX_VALUE);
    boolean needsPort = PedalPlaces.needsPort(descriptor, new DescribedPedal.Axis(usage, 1, 0, 0));
    return remember(port, needsPort, settings, pedal, moved.words());
  }

  private Shown remember(
      Port port, boolean needsPort, Map<String, Object> settings, Shown pedal, String words) {
    String control = pedal.control() + (needsPort ? " at port " + port.number : "");
    if (needsPort) {
      settings.put("port", port.number);
    }
    shown.put(control, settings);
    return new Shown(control, pedal.heldNanos(), words);
  }

  private static double rounded(double place) {
    return Math.round(place * HUNDREDTHS) / HUNDREDTHS;
  }
}
