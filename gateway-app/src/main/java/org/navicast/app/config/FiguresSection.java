package org.navicast.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

/**
 * Where figures for the house's own monitoring go: the section {@code figures}.
 *
 * @param textfile written anew each time, for the textfile collector of a node exporter
 * @param everySeconds how often
 */
public record FiguresSection(Optional<Path> textfile, int everySeconds) {
  private static final int MAX_SECONDS = 3_600;
  private static final int USUAL_SECONDS = 15;

  // Not in -file: it is written, so it does not travel with the configuration.
  private static final Key<Path> TEXTFILE =
      Key.parsed(
              "textfile",
              FiguresSection::textfile,
              "File that is written anew each time in Prometheus' text format, for the textfile"
                  + " collector of a node exporter.")
          .optional();

  private static final Key<Integer> EVERY_SECONDS =
      Key.integer("every-seconds", 1, MAX_SECONDS, "How often.").orElse(USUAL_SECONDS);

  static final Shape SHAPE = Shape.of(TEXTFILE, EVERY_SECONDS);

  /** False where nobody asked for figures, so that none need be gathered. */
  public boolean areWanted() {
    return textfile.isPresent();
  }

  static FiguresSection read(Settings figures) throws SettingsException {
    return new FiguresSection(figures.find(TEXTFILE), figures.get(EVERY_SECONDS));
  }

  private static Path textfile(String name) {
    try {
      Path file = Path.of(name);
      if (file.isAbsolute() && name.endsWith(".prom")) {
        return file;
      }
    } catch (InvalidPathException _) {
      // said below
    }
    throw new IllegalArgumentException(
        "give the whole path of a file that ends in .prom, or a node exporter does not read it,"
            + " such as /var/lib/prometheus/node-exporter/navicast.prom");
  }
}
