package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.NamedKeys;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.Spelling;
import org.navicast.gateway.driver.ValueType;

/**
 * Settings of a HID pedal.
 *
 * @param ids vendor and product, such as {@code 05f3:00ff}
 * @param serial serial number; empty where any will do
 * @param controls names of the pedals
 * @param application what the interface with the pedals is for; empty where any will do
 * @param layout where the pedals are in its reports, in the order of their names
 * @param door the way to the device
 */
record HidPedalConfig(
    String ids,
    String serial,
    List<String> controls,
    Optional<HidUsage> application,
    HidPedalModel.Layout layout,
    Door door) {

  private static final int MOST_PORTS = 16;
  private static final Key<String> IDS =
      Key.parsed(
          "ids",
          HidDevice::parseIds,
          "Vendor and product in hexadecimal, such as 05f3:00ff; navicast devices tells them.");
  private static final Key<String> SERIAL =
      Key.text("serial", "Serial number, to tell two of a kind apart; any where left out.")
          .orElse("");
  private static final Key<HidPedalModel> MODEL =
      Key.parsed(
              "model",
              HidPedalConfig::model,
              "Name of a known model, for a device that is one under other ids.")
          .optional();
  private static final Key<Door> DOOR =
      Key.choice(
              "door",
              Door.class,
              "hidraw: the nodes of the Linux kernel; hidapi: that library; auto: that of the"
                  + " system.")
          .orElse(Door.AUTO);
  private static final NamedKeys<String> NAMES =
      NamedKeys.of(".+", ValueType.Text.ANY, "The name that the model has for a pedal.");
  private static final Key<Settings> CONTROLS =
      Key.section(
          "controls",
          Shape.of().and(NAMES),
          "Other names for the pedals of a known model, such as left: back.");
  private static final Key<HidUsage> USAGE =
      Key.parsed(
          "usage",
          HidUsage::parse,
          "Page and usage in hexadecimal, such as 07:04 (key A) or 09:01 (first button), in"
              + " quotes; navicast learn writes it.");
  private static final Key<Integer> PORT =
      Key.integer(
              "port",
              1,
              MOST_PORTS,
              "Where several collections of the interface have that usage, the number of the one"
                  + " that is meant.")
          .orElse(0);
  private static final Key<Double> PRESSED_AT =
      Key.decimal("pressed-at", 0, 1, "Of an axis: where it goes down, as a fraction of its range.")
          .optional();
  private static final Key<Double> RELEASED_AT =
      Key.decimal("released-at", 0, 1, "Of an axis: where it comes up, as a fraction of its range.")
          .optional();
  private static final Key<List<Settings>> PEDALS =
      PedalControls.list(
              "pedals",
              Shape.of(PedalControls.CONTROL, USAGE, PORT, PRESSED_AT, RELEASED_AT),
              "For any other device, or a pedal with other keys; navicast learn writes them.")
          .optional();
  static final Shape SHAPE = Shape.of(IDS, SERIAL, MODEL, DOOR, CONTROLS, PEDALS);

  /** Ways to HID devices. */
  enum Door {
    /** That of the system. */
    AUTO,
    /** The nodes of the Linux kernel. */
    HIDRAW,
    /**
     * The library hidapi; what types is refused there, since it cannot be kept from the console.
     */
    HIDAPI
  }

  /** Reads what {@link #SHAPE} declares. */
  static HidPedalConfig from(Settings settings) throws SettingsException {
    String ids = settings.get(IDS);
    String serial = settings.get(SERIAL);
    if (!settings.has(PEDALS)) {
      return known(ids, serial, settings);
    }
    Refusals refusals = new Refusals();
    for (Key<?> key : List.of(MODEL, CONTROLS)) {
      if (settings.has(key)) {
        refusals.add(
            settings.wrong(key, "is for a known model, and pedals are listed; delete one of both"));
      }
    }
    Optional<HidPedalConfig> declared = refusals.collect(() -> declared(ids, serial, settings));
    refusals.throwIfAny();
    return declared.orElseThrow();
  }

  /** The decoder for an interface of this device; empty where the pedals are not on it. */
  Optional<HidPedalDecoder> decoder(HidDevice device) {
    return decoder(device, application, layout);
  }

  /** The decoder of a model for an interface; empty where its pedals are not on it. */
  static Optional<HidPedalDecoder> decoder(HidDevice device, HidPedalModel model) {
    return decoder(device, model.application(), model.layout());
  }

  private static Optional<HidPedalDecoder> decoder(
      HidDevice device, Optional<HidUsage> application, HidPedalModel.Layout layout) {
    Optional<ReportDescriptor> descriptor = device.descriptor();
    if (application.isPresent()
        && descriptor.isPresent()
        && !descriptor.get().applications().contains(application.get())) {
      return Optional.empty();
    }
    return switch (layout) {
      case HidPedalModel.Layout.ByDescriptor(List<DescribedPedal> pedals) ->
          descriptor.flatMap(it -> DescribedPedalDecoder.of(it, pedals));
      case HidPedalModel.Layout.Fixed fixed ->
          descriptor.map(it -> it.longestReportBytes() >= fixed.length()).orElse(true)
              ? Optional.of(new FixedPedalDecoder(fixed))
              : Optional.empty();
    };
  }

  /** Why the pedals of an interface cannot be read though they seem to be on it. */
  Optional<String> trouble(HidDevice device) {
    return layout instanceof HidPedalModel.Layout.ByDescriptor(List<DescribedPedal> pedals)
        ? device.descriptor().flatMap(it -> PedalPlaces.trouble(it, pedals))
        : Optional.empty();
  }

  private static HidPedalConfig declared(String ids, String serial, Settings settings)
      throws SettingsException {
    List<String> controls = new ArrayList<>();
    List<DescribedPedal> pedals = new ArrayList<>();
    Refusals refusals = new Refusals();
    for (Settings pedal : settings.get(PEDALS)) {
      refusals.collect(() -> PedalControls.name(pedal, controls)).ifPresent(controls::add);
      DescribedPedal described = refusals.collect(() -> described(pedal)).orElse(null);
      if (described != null && pedals.contains(described)) {
        refusals.add(pedal.wrong(USAGE, "is there twice; give each pedal its own"));
      } else if (described != null) {
        pedals.add(described);
      }
    }
    refusals.throwIfAny();
    return new HidPedalConfig(
        ids,
        serial,
        List.copyOf(controls),
        Optional.empty(),
        new HidPedalModel.Layout.ByDescriptor(pedals),
        settings.get(DOOR));
  }

  private static DescribedPedal described(Settings pedal) throws SettingsException {
    HidUsage usage = pedal.get(USAGE);
    int port = pedal.get(PORT);
    if (!pedal.has(PRESSED_AT) && !pedal.has(RELEASED_AT)) {
      return new DescribedPedal.Switches(Set.of(usage), port);
    }
    if (!pedal.has(PRESSED_AT) || !pedal.has(RELEASED_AT)) {
      throw pedal.wrong(
          pedal.has(PRESSED_AT) ? RELEASED_AT : PRESSED_AT,
          "is missing; an axis needs both, 0 to 1 of its range");
    }
    double pressedAt = pedal.get(PRESSED_AT);
    double releasedAt = pedal.get(RELEASED_AT);
    if (pressedAt == releasedAt) {
      throw pedal.wrong(
          RELEASED_AT,
          "is the same as pressed-at; give it nearer to where the axis rests, or it chatters");
    }
    return new DescribedPedal.Axis(usage, pressedAt, releasedAt, port);
  }

  private static HidPedalConfig known(String ids, String serial, Settings settings)
      throws SettingsException {
    HidPedalModel model =
        settings
            .find(MODEL)
            .or(() -> HidPedalModels.find(ids))
            .orElseThrow(
                () ->
                    settings.wrong(
                        IDS,
                        "is no model that is known; give its model, or list its pedals, each"
                            + " with control and usage (navicast learn writes them)"));
    Settings names = settings.get(CONTROLS);
    Refusals refusals = new Refusals();
    List<String> controls = new ArrayList<>();
    for (String control : model.controls()) {
      String name = names.names(NAMES).contains(control) ? names.get(NAMES, control) : control;
      if (controls.contains(name)) {
        refusals.add(
            names.wrong(control, "is \"" + name + "\" twice; give each pedal its own name"));
      }
      controls.add(name);
    }
    for (String given : names.names(NAMES)) {
      if (!model.controls().contains(given)) {
        refusals.add(
            names.wrong(given, "is no pedal of it; " + Spelling.advice(given, model.controls())));
      }
    }
    refusals.throwIfAny();
    return new HidPedalConfig(
        ids,
        serial,
        List.copyOf(controls),
        model.application(),
        model.layout(),
        settings.get(DOOR));
  }

  private static HidPedalModel model(String name) {
    return HidPedalModels.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Spelling.advice(
                        name, HidPedalModels.all().stream().map(HidPedalModel::name).toList())));
  }
}
