package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

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
  private static final double UNSAID = -1;

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

  /**
   * Reads {@code ids}, {@code serial} (any), {@code door} ({@code auto}), and either {@code model}
   * (that of the ids) and {@code controls}, other names for the pedals of a known model, or {@code
   * pedals}, each with {@code control}, {@code usage}, {@code port} (the only one that has it) and,
   * of an axis, {@code pressed-at} and {@code released-at}, which any device can be read by.
   */
  static HidPedalConfig from(Settings settings) throws SettingsException {
    String ids = settings.parsed("ids", HidDevice::parseIds);
    String serial = settings.textOr("serial", "");
    HidPedalConfig config =
        settings.has("pedals") ? declared(ids, serial, settings) : known(ids, serial, settings);
    settings.rejectUnknown();
    return config;
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
    for (Settings pedal : PedalControls.sections(settings, "pedals")) {
      controls.add(PedalControls.name(pedal, controls));
      DescribedPedal described = described(pedal);
      if (pedals.contains(described)) {
        throw pedal.wrong("usage", "is " + pedal.text("usage") + " twice; give each pedal its own");
      }
      pedals.add(described);
      pedal.rejectUnknown();
    }
    return new HidPedalConfig(
        ids,
        serial,
        List.copyOf(controls),
        Optional.empty(),
        new HidPedalModel.Layout.ByDescriptor(pedals),
        door(settings));
  }

  private static DescribedPedal described(Settings pedal) throws SettingsException {
    HidUsage usage = pedal.parsed("usage", HidUsage::parse);
    int port = pedal.integer("port", 0, 1, MOST_PORTS);
    if (!pedal.has("pressed-at") && !pedal.has("released-at")) {
      return new DescribedPedal.Switches(Set.of(usage), port);
    }
    double pressedAt = pedal.decimal("pressed-at", UNSAID, 0, 1);
    double releasedAt = pedal.decimal("released-at", UNSAID, 0, 1);
    if (pressedAt == UNSAID || releasedAt == UNSAID) {
      throw pedal.wrong(
          pressedAt == UNSAID ? "pressed-at" : "released-at",
          "is missing; an axis needs both, 0 to 1 of its range");
    }
    if (pressedAt == releasedAt) {
      throw pedal.wrong(
          "released-at",
          "is the same as pressed-at; give it nearer to where the axis rests, or it chatters");
    }
    return new DescribedPedal.Axis(usage, pressedAt, releasedAt, port);
  }

  private static HidPedalConfig known(String ids, String serial, Settings settings)
      throws SettingsException {
    HidPedalModel model =
        settings.has("model")
            ? settings.parsed("model", HidPedalConfig::model)
            : HidPedalModels.find(ids)
                .orElseThrow(
                    () ->
                        settings.wrong(
                            "ids",
                            "is no model that is known; give its model, or list its pedals, each"
                                + " with control and usage (navicast learn writes them)"));
    Settings names = settings.section("controls");
    List<String> controls = new ArrayList<>();
    for (String control : model.controls()) {
      String name = names.textOr(control, control);
      if (controls.contains(name)) {
        throw names.wrong(control, "is \"" + name + "\" twice; give each pedal its own name");
      }
      controls.add(name);
    }
    names.rejectUnknown();
    return new HidPedalConfig(
        ids, serial, List.copyOf(controls), model.application(), model.layout(), door(settings));
  }

  private static Door door(Settings settings) throws SettingsException {
    return settings.choice("door", Door.AUTO);
  }

  private static HidPedalModel model(String name) {
    return HidPedalModels.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "give one of "
                        + HidPedalModels.all().stream()
                            .map(HidPedalModel::name)
                            .collect(Collectors.joining(", "))));
  }
}
