package org.navicast.app.config;

import java.net.URI;
import java.net.URISyntaxException;
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
 * @param otlp where a collector takes metrics by OTLP over HTTP
 * @param everySeconds how often
 */
public record FiguresSection(Optional<Path> textfile, Optional<URI> otlp, int everySeconds) {
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

  private static final Key<URI> OTLP =
      Key.parsed(
              "otlp",
              FiguresSection::collector,
              "Where an OpenTelemetry collector takes metrics (OTLP over HTTP).")
          .optional();

  private static final Key<Integer> EVERY_SECONDS =
      Key.integer("every-seconds", 1, MAX_SECONDS, "How often.").orElse(USUAL_SECONDS);

  static final Shape SHAPE = Shape.of(TEXTFILE, OTLP, EVERY_SECONDS);

  /** False where nobody asked for figures, so that none need be gathered. */
  public boolean areWanted() {
    return textfile.isPresent() || otlp.isPresent();
  }

  static FiguresSection read(Settings figures) throws SettingsException {
    return new FiguresSection(
        figures.find(TEXTFILE), figures.find(OTLP), figures.get(EVERY_SECONDS));
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

  /** Over a network only with TLS, as to a hub. */
  private static URI collector(String address) {
    try {
      URI uri = new URI(address);
      boolean isHere =
          "127.0.0.1".equals(uri.getHost())
              || "[::1]".equals(uri.getHost())
              || "localhost".equals(uri.getHost());
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || (isHere && "http".equals(uri.getScheme())))) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new IllegalArgumentException(
        "give the address at which a collector takes metrics, such as"
            + " https://collector.example.org:4318/v1/metrics; plain http only on this machine");
  }
}
