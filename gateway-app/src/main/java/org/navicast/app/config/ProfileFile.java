package org.navicast.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

/** Finds the profile that a configuration names: one of those that come along, or a file. */
public final class ProfileFile {
  /** Those that come along, from the folder {@code profiles}. */
  public static final List<String> SHIPPED =
      List.of("demo", "ir-suite", "lab-gamepad", "radiology-three-pedals");

  static final Key<String> PROFILE =
      Key.oneOf(
              "profile", SHIPPED, "What the controls mean to a viewer: a profile that comes along.")
          .optional();
  static final Key<Path> FILE =
      Names.file("profile-file", "What the controls mean to a viewer: a profile of your own.");

  /** Both keys. */
  static final Shape SHAPE = Shape.of(PROFILE, FILE);

  private ProfileFile() {}

  /** The document of a profile; nothing where the configuration names none. */
  static Optional<ConfigDocument> named(Settings root) throws SettingsException {
    boolean isShipped = root.has(PROFILE);
    boolean isFile = root.has(FILE);
    if (isShipped && isFile) {
      throw root.wrong(FILE, "stands beside profile; give one of the two");
    }
    if (!isFile) {
      return isShipped ? Optional.of(shipped(root.get(PROFILE))) : Optional.empty();
    }
    try {
      return Optional.of(ConfigFile.read(root.get(FILE)));
    } catch (ConfigException e) {
      throw root.wrong(FILE, "cannot be used: " + e.getMessage());
    }
  }

  static ConfigDocument shipped(String name) {
    String file = "profiles/" + name + ".yaml";
    try (InputStream in = ProfileFile.class.getResourceAsStream("/org/navicast/app/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its " + file + "; build it again");
      }
      return ConfigFile.parse(file, ConfigFile.decode(file, in.readAllBytes()));
    } catch (IOException | ConfigException e) {
      throw new IllegalStateException("the program's " + file + " cannot be read", e);
    }
  }
}
