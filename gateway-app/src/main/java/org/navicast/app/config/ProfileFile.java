package org.navicast.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** Finds the profile that a configuration names: one of those that come along, or a file. */
public final class ProfileFile {
  /** Those that come along, from the folder {@code profiles}. */
  public static final List<String> SHIPPED =
      List.of("demo", "ir-suite", "lab-gamepad", "radiology-three-pedals");

  static final String PROFILE = "profile";
  static final String FILE = "profile-file";

  private ProfileFile() {}

  /** The document of a profile; nothing where the configuration names none. */
  static Optional<ConfigDocument> named(Settings root) throws SettingsException, ConfigException {
    boolean isShipped = root.has(PROFILE);
    boolean isFile = root.has(FILE);
    if (isShipped && isFile) {
      throw root.wrong(FILE, "stands beside profile; give one of the two");
    }
    if (isFile) {
      return Optional.of(ConfigFile.read(Path.of(root.text(FILE))));
    }
    if (!isShipped) {
      return Optional.empty();
    }
    String name = root.text(PROFILE);
    if (!SHIPPED.contains(name)) {
      throw root.wrong(PROFILE, "is \"" + name + "\"; " + advice(name));
    }
    return Optional.of(shipped(name));
  }

  private static String advice(String name) {
    return name.contains("/") || name.contains(".")
        ? "give a file of your own as profile-file"
        : Spelling.advice(name, SHIPPED);
  }

  static ConfigDocument shipped(String name) throws ConfigException {
    String file = "profiles/" + name + ".yaml";
    try (InputStream in = ProfileFile.class.getResourceAsStream("/org/navicast/app/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its " + file + "; build it again");
      }
      return ConfigFile.parse(file, ConfigFile.decode(file, in.readAllBytes()));
    } catch (IOException e) {
      throw new IllegalStateException("the program's " + file + " cannot be read", e);
    }
  }
}
