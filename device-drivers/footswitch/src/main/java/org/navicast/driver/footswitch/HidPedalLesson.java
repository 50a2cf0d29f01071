package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;

/**
 * Learns the pedals of a board: those of a model with fixed places by the model's names, all others
 * by the usages of the device's descriptor, axes among them. All pedals are learned on the
 * interface on which the first one was shown, since a driver reads one.
 */
final class HidPedalLesson implements HidLesson {
  private final String ids;
  private final Optional<HidPedalModel> fixed;
  private final Map<String, PedalView> interfaces = new HashMap<>();
  private @Nullable String chosen;

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
      lesson.view(device).ifPresent(view -> lesson.interfaces.put(device.path(), view));
    }
    return lesson.interfaces.isEmpty() ? Optional.empty() : Optional.of(lesson);
  }

  private Optional<PedalView> view(HidDevice device) {
    return fixed.isPresent()
        ? HidPedalConfig.decoder(device, fixed.get())
            .map(decoder -> new ModelPedalView(decoder, fixed.get().controls()))
        : device.descriptor().flatMap(DescribedPedalView::of);
  }

  @Override
  public String ask(String name) {
    interfaces.values().forEach(PedalView::begin);
    return HidLesson.super.ask(name);
  }

  @Override
  public Optional<Shown> take(HidDevice device, byte[] report, int length, long nanos) {
    PedalView source = interfaces.get(device.path());
    if (source == null || (chosen != null && !chosen.equals(device.path()))) {
      return Optional.empty();
    }
    Optional<Shown> shown = source.take(report, length, nanos);
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
      List<Map<String, Object>> pedals = new ArrayList<>();
      names.forEach((shown, name) -> pedals.add(pedal(name, shown)));
      settings.put("pedals", pedals);
    }
    return settings;
  }

  private Map<String, Object> pedal(String name, String shown) {
    Map<String, Object> pedal = new LinkedHashMap<>();
    pedal.put("control", name);
    PedalView view = chosen == null ? null : interfaces.get(chosen);
    if (view != null) {
      pedal.putAll(view.settings(shown));
    }
    return pedal;
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
}
