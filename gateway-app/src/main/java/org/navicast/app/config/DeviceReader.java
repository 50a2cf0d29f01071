package org.navicast.app.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.ButtonSettings;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.engine.PoseSettings;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.runtime.Drivers;

/** Reads the sections of devices; what is wrong with one goes to the complaints. */
final class DeviceReader {
  private static final int MAX_DEBOUNCE_MILLIS = 200;
  private static final int MAX_HOLD_SECONDS = 3_600;

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

  /** One device, or nothing where something is wrong with it. */
  Optional<DeviceConfig> read(Settings section) {
    Optional<String> name = complaints.collect(() -> name(section));
    Optional<DriverProvider> driver = complaints.collect(() -> driver(section));
    Optional<ButtonSettings> buttons = complaints.collect(() -> buttons(section));
    complaints.check(() -> refuseGestures(section));
    Optional<MotionSettings> motion =
        complaints.collect(
            () ->
                driver.isPresent() && driver.get().kind() == DeviceKind.SIX_DOF
                    ? MotionReader.read(section.section("motion"))
                    : MotionSettings.DEFAULT);
    Optional<PoseSettings> poses =
        complaints.collect(
            () ->
                driver.isPresent() && driver.get().kind() == DeviceKind.TRACKER
                    ? PoseReader.read(section.section("poses"))
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

  /** Both were keys of a device once. */
  private static void refuseGestures(Settings section) throws SettingsException {
    for (String key : List.of("gestures", "chords")) {
      if (section.has(key)) {
        throw section.wrong(
            key, "are written in a profile now; see docs/profiles.md, and name it by profile-file");
      }
    }
  }

  private String name(Settings section) throws SettingsException {
    String name = Names.word(section, "name");
    if (!names.add(name)) {
      throw section.wrong("name", "is taken by another device; give each its own");
    }
    return name;
  }

  private DriverProvider driver(Settings section) throws SettingsException {
    String id = section.text("driver");
    for (DriverProvider driver : drivers.all()) {
      if (driver.id().equals(id)) {
        return driver;
      }
    }
    throw section.wrong("driver", "is \"" + id + "\"; " + advice(id));
  }

  private String advice(String id) {
    return Spelling.advice(id, drivers.all().stream().map(DriverProvider::id).toList());
  }

  private ButtonSettings buttons(Settings section) throws SettingsException {
    Settings buttons = section.section("buttons");
    ButtonSettings standard = ButtonSettings.DEFAULT;
    int debounceMillis =
        buttons.integer("debounce-millis", standard.debounceMillis(), 0, MAX_DEBOUNCE_MILLIS);
    int maxHoldSeconds =
        buttons.integer("max-hold-seconds", standard.maxHoldMillis() / 1_000, 1, MAX_HOLD_SECONDS);
    buttons.rejectUnknown();
    return new ButtonSettings(
        debounceMillis,
        maxHoldSeconds * 1_000,
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
