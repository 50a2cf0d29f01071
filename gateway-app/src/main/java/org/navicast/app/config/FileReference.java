package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that a configuration names and reads.
 *
 * @param position where it does
 * @param key path of the key that names it
 * @param name as it is written there
 * @param secret whether it is for its owner alone
 */
public record FileReference(Position position, String key, String name, boolean secret) {
  private static final Set<String> SECRETS = Set.of("secret-file", "key-file", "password-file");

  /** Written by the gateway itself. */
  private static final String LOGIN = "login-file";

  /**
   * All that are in a configuration.
   *
   * @param file what to call it in a refusal
   * @param yaml its content
   */
  public static List<FileReference> all(String file, byte[] yaml) throws ConfigException {
    return all(ConfigFile.parse(file, ConfigFile.decode(file, yaml)));
  }

  /** All that are in this one. */
  static List<FileReference> all(ConfigDocument document) {
    List<FileReference> found = new ArrayList<>();
    search(document, "", "", document.root(), found);
    return found;
  }

  private static void search(
      ConfigDocument document,
      String path,
      String key,
      @Nullable Object value,
      List<FileReference> found) {
    switch (value) {
      case String name when FileKeys.isOne(key) && !key.equals(LOGIN) ->
          found.add(
              new FileReference(document.positionOf(path), path, name, SECRETS.contains(key)));
      case Map<?, ?> section ->
          section.forEach(
              (below, inner) -> {
                String word = below.toString();
                search(document, path.isEmpty() ? word : path + "." + word, word, inner, found);
              });
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          search(document, path + "[" + i + "]", "", items.get(i), found);
        }
      }
      case null, default -> {}
    }
  }

  /** What is wrong with it. */
  public Problem problem(String message) {
    return new Problem(position, key, message);
  }
}
