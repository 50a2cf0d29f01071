package org.navicast.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys by which a configuration names other files: {@code file}, and all in {@code -file}. */
final class FileKeys {
  private FileKeys() {}

  static boolean isOne(String key) {
    return key.equals("file") || key.endsWith("-file");
  }

  /** The same section, with the names of files that are not absolute beginning at that folder. */
  static Map<String, Object> beside(Path folder, Map<String, Object> section) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    section.forEach((key, value) -> resolved.put(key, beside(folder, key, value)));
    return resolved;
  }

  @SuppressWarnings("unchecked") // the keys of a document are texts
  private static @Nullable Object beside(Path folder, String key, @Nullable Object value) {
    return switch (value) {
      case String name when isOne(key) -> beside(folder, name);
      case Map<?, ?> section -> beside(folder, (Map<String, Object>) section);
      case List<?> items -> {
        List<@Nullable Object> resolved = new ArrayList<>();
        items.forEach(item -> resolved.add(beside(folder, "", item)));
        yield resolved;
      }
      case null, default -> value;
    };
  }

  private static String beside(Path folder, String name) {
    try {
      return folder.resolve(name).toString();
    } catch (InvalidPathException e) {
      return name; // whoever opens it says so
    }
  }
}
