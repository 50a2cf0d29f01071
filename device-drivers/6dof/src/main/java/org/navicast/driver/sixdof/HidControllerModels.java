package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.ModelFile;
import org.navicast.gateway.input.MotionAxis;

/** The models of {@code controller-models.txt}, whose first lines tell its format. */
final class HidControllerModels {
  private static final String FILE = "controller-models.txt";
  private static final String ALL_OTHERS = ":*";
  private static final List<HidControllerModel> ALL = load();

  private HidControllerModels() {}

  static List<HidControllerModel> all() {
    return ALL;
  }

  /** The model of this name, in whatever case. */
  static Optional<HidControllerModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * The model with these ids, such as {@code 046d:c626}; one of its vendor's where there is none.
   */
  static Optional<HidControllerModel> find(String ids) {
    return withIds(ids).or(() -> withIds(ids.substring(0, ids.indexOf(':')) + ALL_OTHERS));
  }

  /** The model that knows a device by its ids, else by what it calls itself. */
  static Optional<HidControllerModel> known(HidDevice device) {
    return find(device.ids())
        .or(
            () ->
                ALL.stream()
                    .filter(model -> model.products().stream().anyMatch(device.name()::startsWith))
                    .findFirst());
  }

  /** What steers at an interface, in the order of its descriptor; none of what is refused. */
  static List<Steering> steering(HidDevice device) {
    Optional<HidControllerModel> known = known(device);
    if (known.flatMap(model -> model.refuses(device)).isPresent()) {
      return List.of();
    }
    return sets(device).stream().flatMap(set -> steering(device, set).stream()).toList();
  }

  /** The sets of controls of an interface; none where its descriptor is not known. */
  static List<ControlSet> sets(HidDevice device) {
    return device.descriptor().map(ReportDescriptor::controlSets).orElse(List.of());
  }

  /** What steers in one set of controls: as the model that knows the device has it, else any. */
  static Optional<Steering> steering(HidDevice device, ControlSet set) {
    return known(device)
        .flatMap(model -> model.on(device, set))
        .or(
            () ->
                ALL.stream()
                    .filter(model -> !model.isKnown())
                    .flatMap(model -> model.on(device, set).stream())
                    .findFirst());
  }

  private static Optional<HidControllerModel> withIds(String ids) {
    return ALL.stream().filter(model -> model.ids().contains(ids)).findFirst();
  }

  private static List<HidControllerModel> load() {
    Map<String, Draft> drafts = new HashMap<>();
    List<HidControllerModel> models = new ArrayList<>();
    for (ModelFile.Section section : ModelFile.read(HidControllerModels.class, FILE)) {
      Draft draft = new Draft(section.name());
      section.lines().forEach(line -> draft.take(line, drafts));
      drafts.put(section.name(), draft);
      models.add(draft.finish());
    }
    return List.copyOf(models);
  }

  /** A model whose lines are still being read. */
  private static final class Draft {
    private final String name;
    private final List<String> ids = new ArrayList<>();
    private final List<String> products = new ArrayList<>();
    private final Set<HidUsage> applications = new HashSet<>();
    private final List<String> traps = new ArrayList<>();
    private final List<AxisSource> axes = new ArrayList<>();
    private final Map<Integer, String> buttons = new HashMap<>();
    private final Set<Integer> ignored = new HashSet<>();
    private boolean relative;
    private OptionalInt lamp = OptionalInt.empty();
    private int silenceMillis;
    private double play;
    private boolean receiver;
    private boolean hasOwnButtons;
    private final Set<HidUsage> needed = new HashSet<>();
    private final List<HidUsage> alike = new ArrayList<>();
    private final List<HidUsage> unlike = new ArrayList<>();
    private int fewestButtons;
    private Optional<HidControllerModel.Refusal> refusal = Optional.empty();

    Draft(String name) {
      this.name = name;
    }

    void take(String line, Map<String, Draft> before) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "like" -> begin(before.get(line.substring("like ".length())), line);
        case "ids" -> ids.addAll(List.of(words).subList(1, words.length));
        case "product" -> products.add(line.substring("product ".length()));
        case "application" -> applications.add(HidUsage.parse(words[1]));
        case "source" -> {
          // for the reader of the file
        }
        case "trap" -> traps.add(line.substring("trap ".length()));
        case "axis" -> axes.add(axis(words));
        case "buttons" -> name(Integer.parseInt(words[1]), words);
        case "ignore" -> ignored.add(Integer.parseInt(words[1], 16));
        case "relative" -> relative = true;
        case "lamp" -> lamp = OptionalInt.of(Integer.parseInt(words[1], 16));
        case "no-lamp" -> lamp = OptionalInt.empty();
        case "silence-millis" -> silenceMillis = Integer.parseInt(words[1]);
        case "play" -> play = Double.parseDouble(words[1]);
        case "receiver" -> receiver = true;
        case "needs" -> usages(words).forEach(needed::add);
        case "alike" -> usages(words).forEach(alike::add);
        case "unlike" -> usages(words).forEach(unlike::add);
        case "fewest-buttons" -> fewestButtons = Integer.parseInt(words[1]);
        case "refused" ->
            refusal = Optional.of(refusal(false, line.substring("refused ".length())));
        case "refused-on-usb" ->
            refusal = Optional.of(refusal(true, line.substring("refused-on-usb ".length())));
        default -> throw new IllegalStateException(FILE + " has a line that starts " + words[0]);
      }
    }

    HidControllerModel finish() {
      boolean known = !ids.isEmpty() || !products.isEmpty();
      return new HidControllerModel(
          name,
          ids,
          products,
          applications,
          traps,
          axes.stream().map(axis -> known ? axis : axis.guessed()).toList(),
          buttons,
          ignored,
          relative,
          lamp,
          silenceMillis,
          play,
          receiver,
          new ControlShape(needed, alike, unlike, fewestButtons),
          refusal);
    }

    private static Stream<HidUsage> usages(String[] words) {
      return Arrays.stream(words).skip(1).map(HidUsage::parse);
    }

    private static HidControllerModel.Refusal refusal(boolean onUsbAlone, String reason) {
      return new HidControllerModel.Refusal(onUsbAlone, reason);
    }

    /** Takes over how another model is read; not what it is known by, nor its traps. */
    private void begin(@Nullable Draft other, String line) {
      if (other == null) {
        throw new IllegalStateException(FILE + " has no model before this line: " + line);
      }
      applications.addAll(other.applications);
      axes.addAll(other.axes);
      buttons.putAll(other.buttons);
      ignored.addAll(other.ignored);
      relative = other.relative;
      lamp = other.lamp;
      silenceMillis = other.silenceMillis;
      play = other.play;
      receiver = other.receiver;
    }

    private static AxisSource axis(String[] words) {
      boolean inverted = words[2].startsWith("-");
      return new AxisSource(
          MotionAxis.parse(words[1]),
          HidUsage.parse(words[2].substring(inverted ? 1 : 0)),
          inverted,
          words.length > 3 ? AxisRest.valueOf(words[3].toUpperCase(Locale.ROOT)) : AxisRest.CENTRE,
          true);
    }

    private void name(int first, String[] words) {
      if (!hasOwnButtons) {
        hasOwnButtons = true;
        buttons.clear();
      }
      List<String> names = Arrays.asList(words).subList(2, words.length);
      for (int i = 0; i < names.size(); i++) {
        buttons.put(first + i, names.get(i));
      }
    }
  }
}
