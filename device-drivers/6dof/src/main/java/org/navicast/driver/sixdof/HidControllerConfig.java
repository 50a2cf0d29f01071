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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.HidDevice;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.NamedKeys;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.Spelling;
import org.navicast.gateway.driver.ValueType;
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

  private static final Key<String> IDS =
      Key.parsed(
              "ids",
              HidDevice::parseIds,
              "Vendor and product in hexadecimal, such as 046d:c626; navicast devices tells them."
                  + " The only controller that is plugged in where left out.")
          .orElse("");
  private static final Key<String> SERIAL =
      Key.text("serial", "Serial number, to tell two of a kind apart; any where left out.")
          .orElse("");
  private static final Key<HidControllerModel> MODEL =
      Key.parsed(
              "model",
              HidControllerConfig::model,
              "Name of a known model, for a device that is one under other ids.")
          .optional();
  private static final Key<Integer> PORT =
      Key.integer(
              "port",
              1,
              MOST_PORTS,
              "Which of several sets of controls, as of an adapter for two pads; the only one"
                  + " where left out.")
          .orElse(0);
  private static final NamedKeys<String> NAMES =
      NamedKeys.of(".+", ValueType.Text.ANY, "The name that the model has for a control.");
  private static final Key<Settings> CONTROLS =
      Key.section(
          "controls", Shape.of().and(NAMES), "Other names for its controls, such as left: back.");
  private static final Key<MotionAxis> AXIS =
      Key.choice("axis", MotionAxis.class, "The axis that is told.");
  private static final Key<HidUsage> USAGE =
      Key.parsed(
          "usage",
          HidUsage::parse,
          "Page and usage in hexadecimal, such as 01:30, in quotes; navicast learn writes it.");
  private static final Key<Boolean> INVERT = Key.flag("invert", "true: told the other way.");
  private static final Key<AxisRest> REST =
      Key.choice(
              "rest",
              AxisRest.class,
              "Where it rests: centre for a stick, low for a trigger, high for a pedal that rests"
                  + " at its upper end. A stick that must show first that it is one where left"
                  + " out.")
          .optional();
  private static final Key<List<Settings>> AXES =
      Key.sections(
          "axes",
          Shape.of(AXIS, USAGE, INVERT, REST),
          "For any other device, or other axes; sources of the same axis add up.");
  static final Shape SHAPE = Shape.of(IDS, SERIAL, MODEL, PORT, CONTROLS, AXES);

  /** Reads what {@link #SHAPE} declares. */
  static HidControllerConfig from(Settings settings) throws SettingsException {
    String ids = settings.get(IDS);
    String serial = settings.get(SERIAL);
    Optional<HidControllerModel> model = settings.find(MODEL);
    Optional<HidControllerModel> known =
        model.or(() -> ids.isEmpty() ? Optional.empty() : HidControllerModels.find(ids));
    Map<String, String> names = names(settings.get(CONTROLS), controls(known));
    List<AxisSource> axes = axes(settings);
    int port = settings.get(PORT);
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
    Refusals refusals = new Refusals();
    List<String> renamed = new ArrayList<>();
    for (String control : settings.names(NAMES)) {
      if (!controls.contains(control)) {
        refusals.add(
            settings.wrong(control, "is not known here; " + Spelling.advice(control, controls)));
      }
      names.put(control, settings.get(NAMES, control));
      renamed.add(control);
    }
    Set<String> taken = new HashSet<>(controls);
    renamed.forEach(taken::remove);
    for (String control : renamed) {
      String name = settings.get(NAMES, control);
      if (!taken.add(name)) {
        refusals.add(
            settings.wrong(control, "is \"" + name + "\" twice; give each control its own name"));
      }
    }
    refusals.throwIfAny();
    return Map.copyOf(names);
  }

  private static List<AxisSource> axes(Settings settings) throws SettingsException {
    List<AxisSource> axes = new ArrayList<>();
    for (Settings section : settings.get(AXES)) {
      axes.add(
          new AxisSource(
              section.get(AXIS),
              section.get(USAGE),
              section.get(INVERT),
              section.find(REST).orElse(AxisRest.CENTRE),
              section.has(REST)));
    }
    if (!axes.isEmpty() && !settings.has(IDS)) {
      throw settings.wrong(IDS, "is missing; axes are those of one device");
    }
    return axes;
  }

  private static HidControllerModel model(String name) {
    return HidControllerModels.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Spelling.advice(
                        name,
                        HidControllerModels.all().stream()
                            .map(HidControllerModel::name)
                            .toList())));
  }
}
