package org.navicast.app.config;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the gateway keeps what must outlive a restart. */
final class StateFolder {
  private StateFolder() {}

  /**
   * What systemd gives a service that has a {@code StateDirectory=}, else a folder of the user (XDG
   * Base Directory Specification).
   */
  static Path of(Function<String, @Nullable String> environment) {
    @Nullable String service = environment.apply("STATE_DIRECTORY");
    if (service != null && !service.isEmpty()) {
      return Path.of(service.split(":", 2)[0]);
    }
    @Nullable String user = environment.apply("XDG_STATE_HOME");
    return user != null && user.startsWith("/")
        ? Path.of(user, "navicast")
        : Path.of(System.getProperty("user.home"), ".local", "state", "navicast");
  }
}
