package org.navicast.driver.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource that lists models of devices: a line {@code model <name>}, then the lines of that
 * model; empty lines and lines after a # are left out.
 */
public final class ModelFile {
  private static final String MODEL = "model ";

  private ModelFile() {}

  /** One model as it stands there. */
  public record Section(String name, List<String> lines) {
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The models of a resource beside {@code place}, in order.
   *
   * @throws IllegalStateException when there is no such resource, or a line before the first model
   */
  public static List<Section> read(Class<?> place, String file) {
    try (InputStream in = place.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      List<String> names = new ArrayList<>();
      List<List<String>> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (line.startsWith(MODEL)) {
          names.add(line.substring(MODEL.length()));
          lines.add(new ArrayList<>());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          if (lines.isEmpty()) {
            throw new IllegalStateException(file + " has a line before its first model: " + line);
          }
          lines.getLast().add(line);
        }
      }
      List<Section> sections = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        sections.add(new Section(names.get(i), lines.get(i)));
      }
      return sections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
