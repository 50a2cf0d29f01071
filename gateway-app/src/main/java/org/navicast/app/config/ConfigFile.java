package org.navicast.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads a file into memory, bounded, and hands its text to the parser: YAML, or TOML by its name.
 */
final class ConfigFile {
  /** More than any gateway's configuration, less than what could hurt. */
  static final int MAX_BYTES = 1 << 20;

  /** Sections and lists within each other. */
  static final int MAX_DEPTH = 16;

  /** What is wrong with a file that says nothing. */
  static final String EMPTY = "is empty; see config/example.yaml for a configuration to start from";

  private ConfigFile() {}

  /**
   * Reads and parses a file, or the configuration in a folder. The names of other files in it begin
   * at its folder.
   */
  static ConfigDocument read(Path fileOrFolder) throws ConfigException {
    Path path = Files.isDirectory(fileOrFolder) ? onlyOneIn(fileOrFolder) : fileOrFolder;
    String file = path.toString();
    ConfigDocument document = parse(file, decode(file, bytes(file, path)));
    Path folder = path.getParent();
    return folder == null ? document : document.withFilesBeside(folder);
  }

  /** Parses a text that came from that file. */
  static ConfigDocument parse(String file, String text) throws ConfigException {
    return isToml(file)
        ? new TomlBuilder(file, text).document()
        : new YamlBuilder(file, text).document();
  }

  private static Path onlyOneIn(Path folder) throws ConfigException {
    List<Path> there =
        ConfigReader.NAMES.stream().map(folder::resolve).filter(Files::exists).toList();
    if (there.size() == 1) {
      return there.getFirst();
    }
    throw refused(
        folder.toString(),
        there.isEmpty()
            ? "is a folder without " + String.join(" or ", ConfigReader.NAMES) + "; give a file"
            : "has " + String.join(" and ", ConfigReader.NAMES) + "; take one of them away");
  }

  private static boolean isToml(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(".toml");
  }

  private static byte[] bytes(String file, Path path) throws ConfigException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refused(file, "is larger than 1 MiB; give one of a few kilobytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw refused(file, "does not exist; check its name and folder");
    } catch (AccessDeniedException e) {
      throw refused(file, "may not be read by this user; check its permissions");
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage());
    }
  }

  static String decode(String file, byte[] bytes) throws ConfigException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(file, "is not UTF-8 text; save it as UTF-8");
    }
  }

  private static ConfigException refused(String file, String message) {
    return new ConfigException(file, List.of(new Problem(Position.START, "", message)));
  }
}
