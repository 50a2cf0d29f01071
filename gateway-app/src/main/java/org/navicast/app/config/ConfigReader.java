package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navicast.cast.hub.HubConfig;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.action.Profiles;
import org.navicast.gateway.runtime.Drivers;

/** Reads a configuration file as a whole, and finds all that is wrong with it in one go. */
public final class ConfigReader {
  /** What a configuration is called where only its folder is named. */
  public static final List<String> NAMES = List.of("navicast.yaml", "navicast.toml");

  private static final String NO_NAME = "gateway";

  private final Drivers drivers;

  public ConfigReader(Drivers drivers) {
    this.drivers = drivers;
  }

  /**
   * Reads a file, or the one of {@link #NAMES} in a folder. The names of other files in it begin at
   * its folder, unless they are absolute.
   */
  public GatewayConfig read(Path file) throws ConfigException {
    return read(ConfigFile.read(file));
  }

  /**
   * Reads a text in which some values are replaced, for a run that knows better than the file.
   *
   * @param file what to call it in complaints
   * @param hub keys and values of the section {@code hub}
   * @param devices by the name of a device, keys and values of its section
   */
  public GatewayConfig read(
      String file, String text, Map<String, Object> hub, Map<String, Map<String, Object>> devices)
      throws ConfigException {
    return read(ConfigFile.parse(file, text).replacing(hub, devices));
  }

  /**
   * Reads a configuration that was put together by a program.
   *
   * @param file what to call it in complaints
   */
  public GatewayConfig read(String file, Map<String, Object> root) throws ConfigException {
    return read(new ConfigDocument(file, root, Map.of()));
  }

  GatewayConfig read(ConfigDocument document) throws ConfigException {
    Complaints complaints = new Complaints(document);
    Settings root = new Settings("", document.root());
    Optional<String> name = complaints.collect(() -> Names.word(root, "gateway"));
    Optional<HubSection> hub =
        complaints.collect(() -> HubSection.read(required(root, "hub"), name.orElse(NO_NAME)));
    int validMillis =
        hub.map(section -> section.link().deadlineMillis())
            .orElse(HubConfig.DEFAULT_DEADLINE_MILLIS);
    DeviceReader reader = new DeviceReader(drivers, complaints, validMillis);
    List<DeviceConfig> devices = new ArrayList<>();
    complaints.check(
        () -> {
          for (Settings section : deviceSections(root)) {
            reader.read(section).ifPresent(devices::add);
          }
        });
    Optional<BoardSection> board =
        complaints.collect(() -> BoardSection.read(root.section("board")));
    Optional<Optional<ConfigDocument>> profile = complaints.collect(() -> profileOf(root));
    List<ChoiceSection> choices = new ArrayList<>();
    complaints.check(() -> choices.addAll(ChoiceSection.readAll(root, complaints)));
    complaints.check(root::rejectUnknown);
    complaints.throwIfAny();
    Optional<ConfigDocument> read = profile.orElseThrow();
    List<Profiles.Choice> chosen = new ArrayList<>();
    for (ChoiceSection choice : choices) {
      chosen.add(choice.with(ProfileReader.read(choice.profile(), devices)));
    }
    return new GatewayConfig(
        document.file(),
        name.orElseThrow(),
        hub.orElseThrow(),
        devices,
        board.orElseThrow(),
        read.isEmpty() ? Optional.empty() : Optional.of(ProfileReader.read(read.get(), devices)),
        chosen);
  }

  /** A profile that cannot even be parsed is told with the place in its own file. */
  static Optional<ConfigDocument> profileOf(Settings root) throws SettingsException {
    try {
      return ProfileFile.named(root);
    } catch (ConfigException e) {
      throw root.wrong(ProfileFile.FILE, "cannot be used: " + e.getMessage());
    }
  }

  private static List<Settings> deviceSections(Settings root) throws SettingsException {
    List<Settings> sections = root.sections("devices");
    if (sections.isEmpty()) {
      throw root.wrong("devices", "is missing; give at least one");
    }
    return sections;
  }

  private static Settings required(Settings root, String key) throws SettingsException {
    if (!root.has(key)) {
      throw root.wrong(key, "is missing; give at least its url and topic");
    }
    return root.section(key);
  }
}
