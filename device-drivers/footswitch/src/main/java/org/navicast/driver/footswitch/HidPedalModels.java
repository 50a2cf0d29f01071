package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.ModelFile;

/** The models of {@code pedal-models.txt}, whose first lines tell its format. */
final class HidPedalModels {
  private static final String FILE = "pedal-models.txt";
  private static final List<HidPedalModel> ALL = load();

  private HidPedalModels() {}

  static List<HidPedalModel> all() {
    return ALL;
  }

  /** The model with these ids, such as {@code 05f3:00ff}. */
  static Optional<HidPedalModel> find(String ids) {
    return ALL.stream().filter(model -> model.ids().contains(ids)).findFirst();
  }

  /** The model of this name, in whatever case. */
  static Optional<HidPedalModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The model of a device: by its ids, else by what it calls itself. */
  static Optional<HidPedalModel> of(HidDevice device) {
    return find(device.ids())
        .or(() -> ALL.stream().filter(model -> model.isCalled(device.name())).findFirst());
  }

  private static List<HidPedalModel> load() {
    return ModelFile.read(HidPedalModels.class, FILE).stream()
        .map(
            section -> {
              Draft draft = new Draft(section.name());
              section.lines().forEach(draft::take);
              return draft.finish();
            })
        .toList();
  }

  /** A model whose lines are still being read. */
  private static final class Draft {
    private final String name;
    private final List<String> ids = new ArrayList<>();
    private final List<String> products = new ArrayList<>();
    private final List<String> traps = new ArrayList<>();
    private final List<String> controls = new ArrayList<>();
    private final List<DescribedPedal> usages = new ArrayList<>();
    private final List<ByteMask> conditions = new ArrayList<>();
    private final List<ByteMask> bits = new ArrayList<>();
    private Optional<HidUsage> application = Optional.empty();
    private Optional<ByteMask> plug = Optional.empty();

    Draft(String name) {
      this.name = name;
    }

    void take(String line) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "ids" -> ids.addAll(List.of(words).subList(1, words.length));
        case "source" -> {
          // for the reader of the file
        }
        case "product" -> products.add(line.substring("product ".length()));
        case "application" -> application = Optional.of(HidUsage.parse(words[1]));
        case "trap" -> traps.add(line.substring("trap ".length()));
        case "when" -> conditions.add(mask(words, 1, hex(words[5])));
        case "plug" -> plug = Optional.of(mask(words, 1, 0));
        case "bit" -> {
          controls.add(words[1]);
          bits.add(mask(words, 2, 0));
        }
        case "usage" -> {
          controls.add(words[1]);
          usages.add(
              new DescribedPedal.Switches(
                  Arrays.stream(words).skip(2).map(HidUsage::parse).collect(Collectors.toSet()),
                  0));
        }
        default -> throw new IllegalStateException(FILE + " has a line that starts " + words[0]);
      }
    }

    HidPedalModel finish() {
      HidPedalModel.Layout layout =
          usages.isEmpty()
              ? new HidPedalModel.Layout.Fixed(List.copyOf(conditions), plug, List.copyOf(bits))
              : new HidPedalModel.Layout.ByDescriptor(List.copyOf(usages));
      return new HidPedalModel(
          name,
          List.copyOf(ids),
          List.copyOf(products),
          application,
          List.copyOf(traps),
          List.copyOf(controls),
          layout);
    }

    private static ByteMask mask(String[] words, int at, int value) {
      return new ByteMask(hex(words[at]), hex(words[at + 2]), value);
    }

    private static int hex(String word) {
      return Integer.parseInt(word, 16);
    }
  }
}
