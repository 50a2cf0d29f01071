package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whoever adds a model adds its rights. What the rules do is tested in the virtual-hardware lane.
 */
class UdevRulesTest {
  private static final Pattern PEDALS =
      Pattern.compile("ATTRS\\{idVendor}==\"(\\w{4})\", ATTRS\\{idProduct}==\"([\\w|]+)\".*");

  @Test
  void theRulesNameTheModelsThatAreKnown() throws IOException {
    Set<String> ruled = new TreeSet<>();
    for (String line : lines(Path.of("..", "..", "packaging", "udev", "70-navicast.rules"))) {
      Matcher matcher = PEDALS.matcher(line);
      if (matcher.matches()) {
        for (String product : matcher.group(2).split("\\|", -1)) {
          ruled.add(matcher.group(1) + ":" + product);
        }
      }
    }
    Set<String> known = new TreeSet<>();
    for (String line :
        lines(
            Path.of("src/main/resources/org/navicast/driver/footswitch")
                .resolve("pedal-models.txt"))) {
      if (line.startsWith("ids ")) {
        known.addAll(Set.of(line.substring("ids ".length()).split(" ", -1)));
      }
    }
    assertEquals(known, ruled);
  }

  private static Iterable<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }
}
