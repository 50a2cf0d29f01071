package org.navicast.app.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file as plain values, and where each of them stands.
 *
 * @param file the file as the person named it
 * @param root strings, booleans, {@link Long}, {@link Double}, lists and maps of such
 * @param positions from the path of a key or list item to its place
 */
record ConfigDocument(String file, Map<String, Object> root, Map<String, Position> positions) {

  /** Where a key stands; where it is missing, where the section stands that lacks it. */
  Position positionOf(String path) {
    String candidate = path;
    while (!candidate.isEmpty()) {
      Position position = positions.get(candidate);
      if (position != null) {
        return position;
      }
      candidate = parent(candidate);
    }
    return Position.START;
  }

  /** The same document, with the names of other files in it beginning at that folder. */
  ConfigDocument withFilesBeside(Path folder) {
    return new ConfigDocument(file, FileKeys.beside(folder, root), positions);
  }

  /**
   * The same document with some values replaced, which keep the places of those in the file.
   *
   * @param hub keys and values of the section {@code hub}
   * @param devices by the name of a device, keys and values of its section
   */
  ConfigDocument replacing(Map<String, Object> hub, Map<String, Map<String, Object>> devices) {
    Map<String, Object> changed = new LinkedHashMap<>(root);
    changed.computeIfPresent("hub", (_, section) -> merged(section, hub));
    changed.computeIfPresent(
        "devices",
        (_, list) ->
            list instanceof List<?> items
                ? items.stream().map(item -> merged(item, replacementsFor(item, devices))).toList()
                : list);
    return new ConfigDocument(file, changed, positions);
  }

  private static Map<String, Object> replacementsFor(
      Object item, Map<String, Map<String, Object>> devices) {
    return item instanceof Map<?, ?> section && section.get("name") instanceof String name
        ? devices.getOrDefault(name, Map.of())
        : Map.of();
  }

  private static Object merged(Object section, Map<String, Object> replacements) {
    if (!(section instanceof Map<?, ?> map)) {
      return section;
    }
    Map<Object, Object> merged = new LinkedHashMap<>(map);
    merged.putAll(replacements);
    return merged;
  }

  private static String parent(String path) {
    int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return cut < 0 ? "" : path.substring(0, cut);
  }
}
