package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds keys that look as if they held a secret: files are copied, mailed and backed up. A key that
 * ends in {@code -file}, {@code -env} or {@code -endpoint} only says where the secret is.
 */
final class Secrets {
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          "(?i)(?!.*-(?:file|env|endpoint)$).*(password|passwd|passphrase|secret|token|credential|api-?_?key|private-?_?key).*");

  private Secrets() {}

  static List<Problem> find(ConfigDocument document) {
    List<Problem> found = new ArrayList<>();
    search(document, "", document.root(), found);
    return found;
  }

  private static void search(
      ConfigDocument document, String path, Object value, List<Problem> found) {
    switch (value) {
      case Map<?, ?> section ->
          section.forEach(
              (key, below) -> {
                String keyPath = path.isEmpty() ? key.toString() : path + "." + key;
                if (SUSPICIOUS.matcher(key.toString()).matches()) {
                  found.add(
                      new Problem(
                          document.positionOf(keyPath),
                          keyPath,
                          "looks like a secret, and a configuration file is no place for one;"
                              + " delete it and change the secret"));
                } else if (below != null) {
                  search(document, keyPath, below, found);
                }
              });
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          Object item = items.get(i);
          if (item != null) {
            search(document, path + "[" + i + "]", item, found);
          }
        }
      }
      default -> {}
    }
  }
}
