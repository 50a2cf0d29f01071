package org.navicast.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PtyTest {
  private final byte[] buffer = new byte[16];

  @Test
  void carriesEveryByteUnchangedBothWays() throws IOException {
    try (Pty pty = Pty.open();
        FileInputStream in = new FileInputStream(pty.path());
        FileOutputStream out = new FileOutputStream(pty.path())) {
      for (int value = 0; value < 256; value++) {
        pty.write(new byte[] {(byte) value});
        assertEquals(value, in.read());
        out.write(value);
        assertEquals(1, pty.read(buffer, 1000));
        assertEquals(value, buffer[0] & 0xFF);
      }
    }
  }

  @Test
  void outlivesItsUsers() throws IOException {
    try (Pty pty = Pty.open()) {
      for (int user = 0; user < 3; user++) {
        try (FileOutputStream out = new FileOutputStream(pty.path())) {
          out.write(user);
        }
        assertEquals(1, pty.read(buffer, 1000));
      }
      assertEquals(0, pty.read(buffer, 1));
    }
  }

  @Test
  void losesWhatNobodyReads() throws IOException {
    try (Pty pty = Pty.open()) {
      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pty.write(new byte[1 << 20]));
    }
  }

  @Test
  void closingEndsAWaitingReadAndHangsUpTheNearEnd() throws Exception {
    Pty pty = Pty.open();
    try (FileInputStream in = new FileInputStream(pty.path())) {
      Thread closer = Thread.ofPlatform().start(pty::close);
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> assertEquals(Pty.CLOSED, pty.read(buffer, -1)));
      closer.join();
      assertTrue(isHungUp(in));
    }
    pty.close();
    pty.write(new byte[1]);
  }

  /** A hung-up tty answers a read with its end or with an error, as it happens to find it. */
  private static boolean isHungUp(FileInputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
