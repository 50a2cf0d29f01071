package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SerialLibraryTest {
  /** Bits of SIGHUP, SIGUSR1 and SIGUSR2 in a mask of /proc. */
  private static final long TAKEN_OVER = 1L << 0 | 1L << 9 | 1L << 11;

  @Test
  void leavesSignalsAndTheTemporaryFolderAlone() throws IOException {
    SerialLibrary.load();

    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    long mask = Long.parseUnsignedLong(ignored.substring(ignored.indexOf('\t') + 1), 16);
    assertEquals(0, mask & TAKEN_OVER, ignored);
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertFalse(
          files.anyMatch(file -> file.getFileName().toString().startsWith("navicast-serial")));
    }
  }

  @Test
  void listsPortsThatCanBeNamed() {
    for (SerialPorts.Port port : SerialPorts.list()) {
      assertFalse(port.path().startsWith("/dev/pts/"), port::toString);
      assertFalse(port.description().isEmpty(), port::toString);
      assertEquals(port.trouble().isEmpty(), port.mayOpen());
    }
  }
}
