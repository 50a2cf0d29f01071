package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.HidUsage;
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

  /**
   * The model of an interface that steers: by its ids, else by what it calls itself, else by what
   * it is for.
   */
  static Optional<HidControllerModel> of(HidDevice device) {
    return find(device.ids())
        .or(
            () ->
                ALL.stream()
                    .filter(model -> model.products().stream().anyMatch(device.name()::startsWith))
                    .findFirst())
        .filter(model -> model.isOn(device))
        .or(
            () ->
                ALL.stream()
                    .filter(model -> model.ids().isEmpty() && model.products().isEmpty())
                    .filter(model -> model.isOn(device))
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
        default -> throw new IllegalStateException(FILE + " has a line that starts " + words[0]);
      }
    }

    HidControllerModel finish() {
      return new HidControllerModel(
          name,
          ids,
          products,
          applications,
          traps,
          axes,
          buttons,
          ignored,
          relative,
          lamp,
          silenceMillis,
          play,
          receiver);
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
          words.length > 3 ? AxisSource.Rest.LOW : AxisSource.Rest.CENTRE);
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
