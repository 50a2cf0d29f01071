package org.navicast.app.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.ButtonSettings;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.engine.PoseSettings;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.runtime.Drivers;

/** Reads the sections of devices; what is wrong with one goes to the complaints. */
final class DeviceReader {
  private static final String IN_A_PROFILE =
      "are written in a profile now; see docs/profiles.md, and name it by profile-file";
  private static final int MAX_DEBOUNCE_MILLIS = 200;
  private static final int LONGEST_HOLD_SECONDS = 3_600;

  private static final Key<String> NAME =
      Names.word("name", "Name of the device, told with its events and used in profiles.");
  private static final Key<Integer> DEBOUNCE_MILLIS =
      Key.integer(
              "debounce-millis",
              0,
              MAX_DEBOUNCE_MILLIS,
              "How long a control is deaf after an edge; the edge itself is told at once.")
          .orElse(ButtonSettings.DEFAULT.debounceMillis());
  private static final Key<Integer> MAX_HOLD_SECONDS =
      Key.integer(
              "max-hold-seconds",
              1,
              LONGEST_HOLD_SECONDS,
              "Held longer counts as stuck and is cancelled.")
          .orElse(ButtonSettings.DEFAULT.maxHoldMillis() / 1_000);
  private static final Key<Settings> BUTTONS =
      Key.section(
          "buttons",
          Shape.of(DEBOUNCE_MILLIS, MAX_HOLD_SECONDS),
          "When an edge of a control counts.");

  private final Drivers drivers;
  private final Complaints complaints;
  private final int validMillis;
  private final Set<String> names = new HashSet<>();

  /**
   * @param validMillis how long after its capture a press may be acted on
   */
  DeviceReader(Drivers drivers, Complaints complaints, int validMillis) {
    this.drivers = drivers;
    this.complaints = complaints;
    this.validMillis = validMillis;
  }

  /** A device's section, whose keys its driver decides. */
  static ValueType<Settings> type(Drivers drivers) {
    Key<String> driver = driverKey(drivers);
    Shape common =
        Shape.of(NAME, driver, BUTTONS)
            .instead("gestures", IN_A_PROFILE)
            .instead("chords", IN_A_PROFILE);
    Map<String, Shape> variants = new LinkedHashMap<>();
    for (DriverProvider provider : drivers.all()) {
      Shape kind =
          switch (provider.kind()) {
            case SIX_DOF -> Shape.of(MotionReader.MOTION);
            case TRACKER -> Shape.of(PoseReader.POSES).and(FramesReader.SHAPE);
            case FOOTSWITCH -> Shape.of();
          };
      variants.put(provider.id(), common.and(kind).and(provider.shape()));
    }
    return new ValueType.Variant(driver, variants, common);
  }

  private static Key<String> driverKey(Drivers drivers) {
    return Key.oneOf(
        "driver",
        drivers.all().stream().map(DriverProvider::id).toList(),
        "What reads the device; navicast devices lists them.");
  }

  /** One device, or nothing where something is wrong with it. */
  Optional<DeviceConfig> read(Settings section) {
    Optional<String> name = complaints.collect(() -> name(section));
    Optional<DriverProvider> driver = complaints.collect(() -> driver(section));
    Optional<ButtonSettings> buttons = complaints.collect(() -> buttons(section));
    Optional<MotionSettings> motion =
        complaints.collect(
            () ->
                driver.isPresent() && driver.get().kind() == DeviceKind.SIX_DOF
                    ? MotionReader.read(section.get(MotionReader.MOTION))
                    : MotionSettings.DEFAULT);
    Optional<PoseSettings> poses =
        complaints.collect(
            () ->
                driver.isPresent() && driver.get().kind() == DeviceKind.TRACKER
                    ? PoseReader.read(section.get(PoseReader.POSES))
                    : PoseSettings.DEFAULT);
    Optional<FrameSettings> frames =
        complaints.collect(
            () ->
                driver.isPresent() && driver.get().kind() == DeviceKind.TRACKER
                    ? FramesReader.read(section)
                    : FrameSettings.NONE);
    if (driver.isEmpty() || !complaints.check(() -> tryDriver(driver.get(), section))) {
      return Optional.empty();
    }
    if (name.isEmpty()
        || buttons.isEmpty()
        || motion.isEmpty()
        || poses.isEmpty()
        || frames.isEmpty()) {
      return Optional.empty();
    }
    DeviceSettings engine =
        new DeviceSettings(
            name.get(),
            driver.get().kind(),
            buttons.get(),
            motion.get(),
            poses.get(),
            frames.get());
    return Optional.of(new DeviceConfig(engine, driver.get(), section));
  }

  private String name(Settings section) throws SettingsException {
    String name = section.get(NAME);
    if (!names.add(name)) {
      throw section.wrong(NAME, "is taken by another device; give each its own");
    }
    return name;
  }

  private DriverProvider driver(Settings section) throws SettingsException {
    return drivers.provider(section.get(driverKey(drivers)));
  }

  private ButtonSettings buttons(Settings section) throws SettingsException {
    Settings buttons = section.get(BUTTONS);
    ButtonSettings standard = ButtonSettings.DEFAULT;
    return new ButtonSettings(
        buttons.get(DEBOUNCE_MILLIS),
        buttons.get(MAX_HOLD_SECONDS) * 1_000,
        standard.heldIntervalMillis(),
        standard.leaseMillis(),
        validMillis);
  }

  /** Makes the driver, which reads its settings and opens nothing, and lets go of it. */
  private static void tryDriver(DriverProvider driver, Settings section) throws SettingsException {
    DriverContext context =
        new DriverContext(
            section.path(),
            System::nanoTime,
            () -> {
              throw new IllegalStateException(
                  "a driver connects when it runs, not when it is made");
            });
    driver.create(section, context).close();
  }
}
