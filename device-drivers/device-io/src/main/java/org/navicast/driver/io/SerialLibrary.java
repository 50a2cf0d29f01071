package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

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

  private static final Object LOCK = new Object();
  private static boolean isLoaded;

  private SerialLibrary() {}

  /**
   * Makes the library usable. What fails is tried again by the next call: a class that fails to
   * initialise, for want of a descriptor perhaps, would stay broken for as long as the process
   * lives, so jSerialComm's is not touched before its native half is there.
   *
   * @return the lock under which ports are looked up and opened: its list of ports is unsafe
   *     against a second thread
   * @throws IOException where it cannot be unpacked or loaded now
   */
  static Object load() throws IOException {
    synchronized (LOCK) {
      if (!isLoaded) {
        loadNatives();
        SerialPort.addShutdownHook(new Thread(OpenPorts::awaitNone, "serial-ports-close"));
        isLoaded = true;
      }
    }
    return LOCK;
  }

  private static void loadNatives() throws IOException {
    if (!ON_LINUX || System.getProperty(PATH_PROPERTY) != null) {
      try (SignalActions _ = SignalActions.save()) {
        SerialPort.getVersion();
      }
      return;
    }
    Path folder = Files.createTempDirectory("navicast-serial");
    Path library = folder.resolve("libjSerialComm.so");
    try (SignalActions _ = SignalActions.save();
        Arena trial = Arena.ofConfined()) {
      unpack(library);
      SymbolLookup.libraryLookup(library, trial);
      System.setProperty(PATH_PROPERTY, folder.toString());
      SerialPort.getVersion();
    } catch (IllegalArgumentException e) {
      throw new IOException("the library for serial ports cannot be loaded: " + e.getMessage(), e);
    } finally {
      System.clearProperty(PATH_PROPERTY);
      delete(library);
      delete(folder);
    }
  }

  private static void unpack(Path into) throws IOException {
    String resource = "/Linux/" + architecture() + "/libjSerialComm.so";
    try (InputStream library = SerialPort.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IOException(
            "there is no library for serial ports of this machine's kind, " + architecture());
      }
      Files.copy(library, into);
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
