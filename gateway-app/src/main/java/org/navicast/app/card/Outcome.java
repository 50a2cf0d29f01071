package org.navicast.app.card;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.navicast.app.Version;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;

/** What became of an import. */
public sealed interface Outcome {
  /** In words, line by line; the same for the same card and board, however often it is imported. */
  List<String> words();

  /** What is left on the card for a person. */
  default List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add("NAVICast gateway " + Version.GATEWAY);
    lines.add("");
    lines.addAll(words());
    return lines;
  }

  /**
   * The board has what the card says.
   *
   * @param isNew false where it had it before
   * @param secrets names of the files that are on the board and not on the card any more
   */
  record InUse(GatewayConfig config, boolean isNew, List<String> secrets) implements Outcome {
    public InUse {
      secrets = List.copyOf(secrets);
    }

    @Override
    public List<String> words() {
      List<String> lines = new ArrayList<>();
      int devices = config.devices().size();
      lines.add(
          Path.of(config.file()).getFileName()
              + " is good, and in use: gateway "
              + config.name()
              + " with "
              + (devices == 1 ? "1 device" : devices + " devices")
              + " to "
              + config.hub().link().address());
      if (!secrets.isEmpty()) {
        lines.add("Kept on the board and taken off this card: " + String.join(", ", secrets));
        lines.add("To change one of them, put a new file of that name on the card");
      }
      return lines;
    }
  }

  /**
   * The card's configuration cannot be used; nothing was taken from it.
   *
   * @param before whether the board goes on with one that it had
   */
  record Refused(ConfigException why, boolean before) implements Outcome {
    @Override
    public List<String> words() {
      List<String> lines = new ArrayList<>();
      lines.add(why.file() + " cannot be used; " + boardHas(before));
      lines.add("What is wrong (file, line, column, key), and what would be right:");
      lines.add("");
      lines.addAll(String.valueOf(why.getMessage()).lines().toList());
      return lines;
    }
  }

  /**
   * There is no configuration on the card.
   *
   * @param before whether the board goes on with one that it had
   */
  record Absent(boolean before) implements Outcome {
    @Override
    public List<String> words() {
      return List.of(
          "There is no "
              + String.join(" or ", ConfigReader.NAMES)
              + " on the card; "
              + boardHas(before));
    }
  }

  private static String boardHas(boolean before) {
    return before
        ? "the board goes on with the configuration that it had"
        : "the board has no configuration and waits for one";
  }
}
