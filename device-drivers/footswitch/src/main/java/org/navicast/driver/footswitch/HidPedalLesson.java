package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.OnUsages;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;

/**
 * Learns the pedals of a board: those of a model with fixed places by the model's names, all others
 * by the usages of the device's descriptor. All pedals are learned on the interface on which the
 * first one was shown, since a driver reads one. Axes are left out.
 */
final class HidPedalLesson implements HidLesson {
  private final String ids;
  private final Optional<HidPedalModel> fixed;
  private final Map<String, Interface> interfaces = new HashMap<>();
  private @Nullable String chosen;

  /** What can be seen on an interface, and what was seen on it. */
  private record Interface(PedalView view, ShownPedals pedals) {}

  private HidPedalLesson(String ids, Optional<HidPedalModel> fixed) {
    this.ids = ids;
    this.fixed = fixed;
  }

  /** Empty where no interface of the board has pedals that could be shown. */
  static Optional<HidLesson> of(List<HidDevice> board) {
    HidPedalLesson lesson =
        new HidPedalLesson(
            board.getFirst().ids(),
            HidPedalModels.of(board.getFirst())
                .filter(model -> model.layout() instanceof HidPedalModel.Layout.Fixed));
    for (HidDevice device : board) {
      lesson
          .view(device)
          .ifPresent(
              view -> lesson.interfaces.put(device.path(), new Interface(view, new ShownPedals())));
    }
    return lesson.interfaces.isEmpty() ? Optional.empty() : Optional.of(lesson);
  }

  private Optional<PedalView> view(HidDevice device) {
    return fixed.isPresent()
        ? HidPedalConfig.decoder(device, fixed.get())
            .map(decoder -> modelView(decoder, fixed.get().controls()))
        : device.descriptor().filter(ReportDescriptor::hasSwitches).map(HidPedalLesson::usageView);
  }

  @Override
  public Optional<Shown> take(HidDevice device, byte[] report, int length, long nanos) {
    Interface source = interfaces.get(device.path());
    if (source == null || (chosen != null && !chosen.equals(device.path()))) {
      return Optional.empty();
    }
    Optional<Shown> shown =
        source.view().down(report, length).flatMap(down -> source.pedals().take(down, nanos));
    if (shown.isPresent()) {
      chosen = device.path();
    }
    return shown;
  }

  @Override
  public Map<String, Object> settings(Map<String, String> names) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("ids", ids);
    if (fixed.isPresent()) {
      putModel(settings, fixed.get(), names);
    } else {
      List<Map<String, String>> pedals = new ArrayList<>();
      names.forEach((usage, name) -> pedals.add(pedal(name, usage)));
      settings.put("pedals", pedals);
    }
    return settings;
  }

  private void putModel(
      Map<String, Object> settings, HidPedalModel model, Map<String, String> names) {
    if (!model.ids().contains(ids)) {
      settings.put("model", model.name());
    }
    Map<String, String> renamed = new LinkedHashMap<>(names);
    renamed.entrySet().removeIf(it -> Objects.equals(it.getKey(), it.getValue()));
    if (!renamed.isEmpty()) {
      settings.put("controls", renamed);
    }
  }

  private static Map<String, String> pedal(String name, String usage) {
    Map<String, String> pedal = new LinkedHashMap<>();
    pedal.put("control", name);
    pedal.put("usage", usage);
    return pedal;
  }

  private static PedalView modelView(HidPedalDecoder decoder, List<String> controls) {
    boolean[] down = new boolean[controls.size()];
    return (report, length) ->
        decoder.decode(report, length, down) == HidPedalDecoder.Said.PEDALS
            ? Optional.of(
                IntStream.range(0, down.length)
                    .filter(i -> down[i])
                    .mapToObj(controls::get)
                    .collect(Collectors.toSet()))
            : Optional.empty();
  }

  private static PedalView usageView(ReportDescriptor descriptor) {
    ReportDecoder decoder = new ReportDecoder(descriptor);
    OnUsages on = new OnUsages(_ -> true);
    return (report, length) ->
        on.take(decoder.decode(report, length))
            ? Optional.of(on.on().stream().map(HidUsage::toString).collect(Collectors.toSet()))
            : Optional.empty();
  }

  /** What is down on an interface. */
  @FunctionalInterface
  interface PedalView {
    /** Names of what is down now; empty where the report does not tell. */
    Optional<Set<String>> down(byte[] report, int length);
  }
}
