package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads jSerialComm's native half with care, once a process.
 *
 * <p>Left alone it unpacks into a folder of java.io.tmpdir that everybody may write to, loads
 * whatever lies there, and leaves it behind. Here it is unpacked into a private folder that is gone
 * as soon as it is loaded. A packager who sets {@code jSerialComm.library.path} is obeyed.
 *
 * <p>It also makes the process ignore SIGHUP, with which a closing terminal ends a program, and
 * SIGUSR2, which the Java machine uses itself: what they did before is put back.
 */
final class SerialLibrary {
  /** True where the system calls of this package and their constants are valid. */
  static final boolean ON_LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

  private static final String PATH_PROPERTY = "jSerialComm.library.path";

  private SerialLibrary() {}

  /**
   * Makes the library usable.
   *
   * @return the lock under which ports are looked up and opened: its list of ports is unsafe
   *     against a second thread
   */
  static Object load() {
    return Loaded.LOCK;
  }

  private static final class Loaded {
    static final Object LOCK = loadOnce();
  }

  private static Object loadOnce() {
    loadNatives();
    SerialPort.addShutdownHook(new Thread(OpenPorts::awaitNone, "serial-ports-close"));
    return new Object();
  }

  private static void loadNatives() {
    if (!ON_LINUX) {
      SerialPort.getVersion();
      return;
    }
    try (SignalActions _ = SignalActions.save()) {
      Path folder = System.getProperty(PATH_PROPERTY) == null ? unpack() : null;
      if (folder == null) {
        SerialPort.getVersion();
      } else {
        loadFrom(folder);
      }
    }
  }

  private static void loadFrom(Path folder) {
    System.setProperty(PATH_PROPERTY, folder.toString());
    try {
      SerialPort.getVersion();
    } finally {
      System.clearProperty(PATH_PROPERTY);
      delete(folder.resolve("libjSerialComm.so"));
      delete(folder);
    }
  }

  /** A folder only we can read that holds the library; null where that cannot be had. */
  private static @Nullable Path unpack() {
    String resource = "/Linux/" + architecture() + "/libjSerialComm.so";
    try (InputStream library = SerialPort.class.getResourceAsStream(resource)) {
      if (library == null) {
        return null;
      }
      Path folder = Files.createTempDirectory("navicast-serial");
      Files.copy(library, folder.resolve("libjSerialComm.so"));
      return folder;
    } catch (IOException e) {
      return null; // jSerialComm then tries its own places, and says so where it fails
    }
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "armv8_64";
      case "arm" -> "armv7hf";
      default -> name;
    };
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
