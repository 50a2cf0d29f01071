package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.HidDevice;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.MotionAxis;

/**
 * Settings of a HID controller.
 *
 * @param ids vendor and product, such as {@code 046d:c626}; empty where the only one will do
 * @param serial serial number; empty where any will do
 * @param model how it is read; empty where the device decides
 * @param names other names of its controls, by those of the model
 * @param axes where its rates come from, instead of what the model says; empty where the model does
 * @param port which of several sets of controls of the device, from 1; 0 for the only one
 */
record HidControllerConfig(
    String ids,
    String serial,
    Optional<HidControllerModel> model,
    Map<String, String> names,
    List<AxisSource> axes,
    int port) {
  private static final int MOST_PORTS = 16;
  private static final int MOST_UNNAMED_BUTTONS = 32;

  /**
   * Reads {@code ids} (the only one that is plugged in), {@code serial} (any), {@code model} (that
   * of the device), {@code port} (the only one), {@code controls}, other names for its controls,
   * and {@code axes}, each with {@code axis}, {@code usage}, {@code invert} and {@code rest}, which
   * any device can be read by.
   */
  static HidControllerConfig from(Settings settings) throws SettingsException {
    String ids = settings.has("ids") ? settings.parsed("ids", HidDevice::parseIds) : "";
    String serial = settings.textOr("serial", "");
    Optional<HidControllerModel> model =
        settings.has("model")
            ? Optional.of(settings.parsed("model", HidControllerConfig::model))
            : Optional.empty();
    Optional<HidControllerModel> known =
        model.or(() -> ids.isEmpty() ? Optional.empty() : HidControllerModels.find(ids));
    Map<String, String> names = names(settings.section("controls"), controls(known));
    List<AxisSource> axes = axes(settings);
    int port = settings.integer("port", 0, 1, MOST_PORTS);
    settings.rejectUnknown();
    return new HidControllerConfig(ids, serial, model, names, axes, port);
  }

  /** What steers at an interface; none where it is another device. */
  List<Steering> steering(HidDevice device) {
    if (!isMeant(device)) {
      return List.of();
    }
    if (!axes.isEmpty()) {
      return byAxes(device, model, axes).toList();
    }
    return model
        .map(
            it ->
                HidControllerModels.sets(device).stream()
                    .flatMap(set -> it.on(device, set).stream())
                    .toList())
        .orElseGet(() -> HidControllerModels.steering(device));
  }

  /** The sets of controls of an interface that have all these axes, whatever they are for. */
  static Stream<Steering> byAxes(
      HidDevice device, Optional<HidControllerModel> model, List<AxisSource> axes) {
    return HidControllerModels.sets(device).stream()
        .map(
            set ->
                model
                    .or(() -> HidControllerModels.steering(device, set).map(Steering::model))
                    .map(it -> it.with(axes))
                    .orElseGet(() -> HidControllerModel.ofAxes(axes))
                    .onAny(device, set))
        .filter(it -> it.model().hasAllAxes(it.controls()));
  }

  /** True where a person says what the device is, so that it counts for nothing else. */
  boolean isToldByHand() {
    return !axes.isEmpty() || model.isPresent();
  }

  /** True for every interface of a device that may be the one. */
  boolean isMeant(HidDevice device) {
    return (ids.isEmpty() || ids.equals(device.ids()))
        && (serial.isEmpty() || serial.equals(device.serial()));
  }

  /** The name under which a control is told. */
  String name(String control) {
    return names.getOrDefault(control, control);
  }

  /** The controls that a model may have; all names there are, where it is not known yet. */
  private static Set<String> controls(Optional<HidControllerModel> model) {
    List<HidControllerModel> models = model.map(List::of).orElseGet(HidControllerModels::all);
    Set<String> controls = new LinkedHashSet<>();
    models.stream().map(HidControllerModel::buttons).map(Map::values).forEach(controls::addAll);
    IntStream.rangeClosed(1, MOST_UNNAMED_BUTTONS)
        .mapToObj(number -> "button-" + number)
        .forEach(controls::add);
    controls.addAll(HidControllerTranslator.DIRECTIONS);
    return controls;
  }

  private static Map<String, String> names(Settings settings, Collection<String> controls)
      throws SettingsException {
    Map<String, String> names = new HashMap<>();
    List<String> renamed = new ArrayList<>();
    for (String control : controls) {
      if (settings.has(control)) {
        names.put(control, settings.text(control));
        renamed.add(control);
      }
    }
    Set<String> taken = new HashSet<>(controls);
    renamed.forEach(taken::remove);
    for (String control : renamed) {
      String name = settings.text(control);
      if (!taken.add(name)) {
        throw settings.wrong(control, "is \"" + name + "\" twice; give each control its own name");
      }
    }
    settings.rejectUnknown();
    return Map.copyOf(names);
  }

  private static List<AxisSource> axes(Settings settings) throws SettingsException {
    List<AxisSource> axes = new ArrayList<>();
    for (Settings section : settings.sections("axes")) {
      axes.add(
          new AxisSource(
              section.parsed("axis", MotionAxis::parse),
              section.parsed("usage", HidUsage::parse),
              section.flag("invert", false),
              section.choice("rest", AxisRest.CENTRE),
              section.has("rest")));
      section.rejectUnknown();
    }
    if (!axes.isEmpty() && !settings.has("ids")) {
      throw settings.wrong("ids", "is missing; axes are those of one device");
    }
    return axes;
  }

  private static HidControllerModel model(String name) {
    return HidControllerModels.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "give one of "
                        + HidControllerModels.all().stream()
                            .map(HidControllerModel::name)
                            .collect(Collectors.joining(", "))));
  }
}
