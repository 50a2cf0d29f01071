package org.navicast.app.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that a configuration is read from. */
public final class ConfigFiles {
  private ConfigFiles() {}

  /**
   * The configuration, or of a folder all that may be it, and what it names, as far as it can be
   * read. The login that the gateway itself keeps is none of them.
   */
  public static Set<Path> of(Path fileOrFolder) {
    List<Path> configs =
        Files.isDirectory(fileOrFolder)
            ? ConfigReader.NAMES.stream().map(fileOrFolder::resolve).toList()
            : List.of(fileOrFolder);
    Set<Path> files = new LinkedHashSet<>(configs);
    configs.forEach(config -> addNamed(config, files));
    return files;
  }

  private static void addNamed(Path config, Set<Path> files) {
    try {
      for (FileReference named : FileReference.all(ConfigFile.read(config))) {
        files.add(Path.of(named.name()));
      }
    } catch (ConfigException | InvalidPathException _) {
      // Whoever reads it to use it says what is wrong.
    }
  }
}
