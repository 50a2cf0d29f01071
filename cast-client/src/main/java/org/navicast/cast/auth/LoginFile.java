package org.navicast.cast.auth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.SecretFiles;

/**
 * Keeps a refresh token over a restart, in a file that only its owner may read: a line that says
 * whose it is, and the token. It goes to nobody but the provider that gave it.
 */
final class LoginFile {
  private final Path file;
  private final String whose;

  /**
   * @param whose the provider and our name to it, in one line
   */
  LoginFile(Path file, String whose) {
    this.file = file;
    this.whose = whose;
  }

  /** The token; nothing where there is none of this provider. */
  Optional<String> read() {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = SecretFiles.lines(file);
      return lines.size() == 2 && lines.getFirst().equals(whose)
          ? Optional.of(lines.getLast())
          : Optional.empty();
    } catch (FileTrouble e) {
      throw new LoginTrouble(
          "the file of the login, "
              + file
              + ", "
              + e.getMessage()
              + ", or delete it to log in anew");
    }
  }

  /** Takes the place of what was there, whole or not at all. */
  void write(String token) {
    try {
      SecretFiles.replace(file, List.of(whose, token));
    } catch (FileTrouble e) {
      throw new LoginTrouble(file + " " + e.getMessage());
    }
  }
}
