package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navicast.cast.hub.HubConfig;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.engine.action.Profiles;
import org.navicast.gateway.runtime.Drivers;

/** Reads a configuration file as a whole, and finds all that is wrong with it in one go. */
public final class ConfigReader {
  /** What a configuration is called where only its folder is named. */
  public static final List<String> NAMES = List.of("navicast.yaml", "navicast.toml");

  private static final String NO_NAME = "gateway";
  private static final Key<String> GATEWAY =
      Names.word("gateway", "Name of this box, told with every event.");
  private static final Key<Settings> HUB =
      Key.section("hub", HubSection.SHAPE, "Where to tell it, and as whom.").required();
  private static final Key<Settings> BOARD =
      Key.section("board", BoardSection.SHAPE, "The machine that it runs on.");
  private static final Key<Settings> FIGURES =
      Key.section("figures", FiguresSection.SHAPE, "Figures for the house's own monitoring.");

  private final Drivers drivers;
  private final Key<List<Settings>> devices;
  private final Shape shape;

  public ConfigReader(Drivers drivers) {
    this.drivers = drivers;
    this.devices =
        Key.of(
            "devices",
            new ValueType.Items<>(DeviceReader.type(drivers), 1, Integer.MAX_VALUE, false),
            "What it reads.");
    this.shape =
        Shape.of(GATEWAY, HUB, devices, BOARD, FIGURES)
            .and(ProfileFile.SHAPE)
            .and(ChoiceSection.SHAPE);
  }

  /** The keys of a configuration, as far as these drivers go. */
  public Shape shape() {
    return shape;
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
    shape.check("", document.root(), complaints::add);
    Settings root = new Settings("", document.root(), shape);
    Optional<String> name = complaints.collect(() -> root.get(GATEWAY));
    Optional<HubSection> hub =
        complaints
            .collect(() -> root.find(HUB))
            .flatMap(given -> given)
            .flatMap(section -> HubSection.read(section, name.orElse(NO_NAME), complaints));
    int validMillis =
        hub.map(section -> section.link().deadlineMillis())
            .orElse(HubConfig.DEFAULT_DEADLINE_MILLIS);
    DeviceReader reader = new DeviceReader(drivers, complaints, validMillis);
    List<DeviceConfig> read = new ArrayList<>();
    List<Settings> sections = complaints.collect(() -> root.get(devices)).orElse(List.of());
    sections.forEach(section -> reader.read(section).ifPresent(read::add));
    Optional<BoardSection> board = complaints.collect(() -> BoardSection.read(root.get(BOARD)));
    Optional<FiguresSection> figures =
        complaints.collect(() -> FiguresSection.read(root.get(FIGURES)));
    Optional<Optional<ConfigDocument>> profile = complaints.collect(() -> ProfileFile.named(root));
    List<ChoiceSection> choices = new ArrayList<>();
    complaints.check(() -> choices.addAll(ChoiceSection.readAll(root)));
    List<ConfigException> refused = new ArrayList<>(complaints.refusal().stream().toList());
    List<Profiles.Choice> chosen = new ArrayList<>();
    Optional<Profile> standard = Optional.empty();
    // A profile names devices; where one of them is wrong nobody knows whether it is missed.
    if (read.size() == sections.size()) {
      standard = profile.flatMap(named -> named).flatMap(named -> profile(named, read, refused));
      for (ChoiceSection choice : choices) {
        profile(choice.profile(), read, refused)
            .ifPresent(fitting -> chosen.add(choice.with(fitting)));
      }
    }
    if (!refused.isEmpty()) {
      throw ConfigException.of(refused);
    }
    return new GatewayConfig(
        document.file(),
        name.orElseThrow(),
        hub.orElseThrow(),
        read,
        board.orElseThrow(),
        figures.orElseThrow(),
        standard,
        chosen);
  }

  /** A profile, or one refusal more; a file that is named twice is refused once. */
  private static Optional<Profile> profile(
      ConfigDocument document, List<DeviceConfig> devices, List<ConfigException> refused) {
    try {
      return Optional.of(ProfileReader.read(document, devices));
    } catch (ConfigException e) {
      if (refused.stream().noneMatch(other -> other.file().equals(e.file()))) {
        refused.add(e);
      }
      return Optional.empty();
    }
  }
}
