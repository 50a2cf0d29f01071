package org.navicast.driver.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.driver.simulator.Pty;

/** The line of other systems, tried where there are ptys. */
@EnabledOnOs(OS.LINUX)
class JSerialLineTest {
  private static final SerialSettings PLAIN = SerialSettings.of(9600);

  private final Pty device;

  JSerialLineTest() throws IOException {
    device = Pty.open();
  }

  @AfterEach
  void unplug() {
    device.close();
  }

  @Test
  void readsAndWritesWhatTheDeviceSpeaks() throws IOException {
    try (DeviceLine line = SerialLines.openByLibrary(device.path(), PLAIN)) {
      device.write("hello".getBytes(US_ASCII));
      byte[] buffer = new byte[16];
      assertEquals("hello", new String(buffer, 0, line.read(buffer), US_ASCII));

      line.write("you".getBytes(US_ASCII));
      assertEquals(3, device.read(buffer, 1000));
      assertEquals("you", new String(buffer, 0, 3, US_ASCII));
    }
  }

  @Test
  void closingEndsAWaitingRead() throws Exception {
    DeviceLine line = SerialLines.openByLibrary(device.path(), PLAIN);
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return line.read(new byte[8]);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    line.close();
    assertEquals(DeviceLine.CLOSED, read.get(5, TimeUnit.SECONDS));
    assertEquals(DeviceLine.CLOSED, line.read(new byte[8]));
  }

  @Test
  void refusesAPortThatIsInUse() throws IOException {
    try (DeviceLine _ = SerialLines.openByLibrary(device.path(), PLAIN)) {
      IOException refusal =
          assertThrows(IOException.class, () -> SerialLines.openByLibrary(device.path(), PLAIN));
      assertTrue(refusal.toString().contains("is in use"), refusal::toString);
    }
  }
}
