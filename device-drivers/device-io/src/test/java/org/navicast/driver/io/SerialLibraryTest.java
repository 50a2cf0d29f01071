package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SerialLibraryTest {
  /** Bits of SIGHUP, SIGUSR1 and SIGUSR2 in a mask of /proc. */
  private static final long TAKEN_OVER = 1L << 0 | 1L << 9 | 1L << 11;

  @Test
  void leavesSignalsAlone() throws IOException {
    SerialLibrary.load();

    // What the parent ignores (as under nohup) is ignored here from the start.
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    assertEquals(ignored(Long.toString(parent)), ignored("self"));
  }

  private static long ignored(String process) throws IOException {
    String line = line("/proc/" + process + "/status", "SigIgn:");
    return Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16) & TAKEN_OVER;
  }

  @Test
  void leavesNothingInTheTemporaryFolder() throws IOException {
    SerialLibrary.load();

    String mapping = line("/proc/self/maps", "libjSerialComm.so");
    assertTrue(mapping.endsWith("(deleted)"), mapping);
    Path library = Path.of(mapping.substring(mapping.indexOf('/')).replace(" (deleted)", ""));
    assertFalse(Files.exists(library.getParent()), mapping);
  }

  @Test
  void listsPortsThatCanBeNamed() throws IOException {
    for (SerialPorts.Port port : SerialPorts.list()) {
      assertFalse(port.path().startsWith("/dev/pts/"), port::toString);
      assertFalse(port.description().isEmpty(), port::toString);
      assertEquals(port.trouble().isEmpty(), port.mayOpen());
    }
  }

  private static String line(String file, String part) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.contains(part))
        .findFirst()
        .orElseThrow();
  }
}
