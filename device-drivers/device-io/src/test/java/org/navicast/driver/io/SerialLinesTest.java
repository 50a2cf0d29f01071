package org.navicast.driver.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

@EnabledOnOs(OS.LINUX)
class SerialLinesTest {
  private static final SerialSettings PLAIN = SerialSettings.of(9600);

  private final Pty device;

  SerialLinesTest() throws IOException {
    device = Pty.open();
  }

  @AfterEach
  void unplug() {
    device.close();
  }

  @Test
  void readsAndWritesWhatTheDeviceSpeaks() throws IOException {
    try (DeviceLine line = SerialLines.open(device.path(), PLAIN)) {
      device.write("hello\r".getBytes(US_ASCII));
      assertEquals("hello\r", read(line));

      line.write(new byte[] {0, 13, 10, 17, 19, (byte) 0xFF});
      byte[] arrived = new byte[16];
      assertEquals(6, device.read(arrived, 1000));
      assertArrayEquals(new byte[] {0, 13, 10, 17, 19, (byte) 0xFF}, Arrays.copyOf(arrived, 6));
    }
  }

  @Test
  void opensThroughASymbolicLink(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("spacemouse"), Path.of(device.path()));
    try (DeviceLine line = SerialLines.open(link.toString(), PLAIN)) {
      device.write("x".getBytes(US_ASCII));
      assertEquals("x", read(line));
    }
  }

  @Test
  void throwsAwayWhatCameBeforeItWasOpened() throws IOException {
    device.write("old".getBytes(US_ASCII));
    try (DeviceLine line = SerialLines.open(device.path(), PLAIN)) {
      device.write("new".getBytes(US_ASCII));
      assertEquals("new", read(line));
    }
  }

  @Test
  void tellsSilence() throws IOException {
    try (DeviceLine line = SerialLines.open(device.path(), PLAIN)) {
      assertEquals(DeviceLine.SILENT, line.read(new byte[8], 50));
      assertEquals(DeviceLine.SILENT, line.read(new byte[8], 0));
    }
  }

  @Test
  void closingEndsAReadThatIsWaitingOrAboutTo() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 50; i++) {
            DeviceLine line = SerialLines.open(device.path(), PLAIN);
            CompletableFuture<Integer> read = reading(line);
            TimeUnit.MICROSECONDS.sleep(i * 10L); // from before the read begins to well inside it
            line.close();
            assertEquals(DeviceLine.CLOSED, read.get(1, TimeUnit.SECONDS));
            assertEquals(DeviceLine.CLOSED, line.read(new byte[8]));
          }
        });
  }

  @Test
  void unpluggingEndsAWaitingReadWithAReason() throws Exception {
    try (DeviceLine line = SerialLines.open(device.path(), PLAIN)) {
      CompletableFuture<Integer> read = reading(line);
      device.close();
      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> read.get(1, TimeUnit.SECONDS));
      assertTrue(failure.toString().contains("unplugged"), failure::toString);
      assertThrows(IOException.class, () -> line.write(new byte[1]));
    }
  }

  @Test
  void unpluggingEndsAReadThatWatchesForSilence() throws IOException {
    try (DeviceLine line = SerialLines.open(device.path(), PLAIN)) {
      device.close();
      assertThrows(IOException.class, () -> line.read(new byte[8], 100));
    }
  }

  @Test
  void refusesAPortThatIsInUse() throws IOException {
    try (DeviceLine _ = SerialLines.open(device.path(), PLAIN)) {
      assertRefused("is in use", device.path());
    }
    SerialLines.open(device.path(), PLAIN).close();
  }

  @Test
  void refusesWhatIsNoSerialPort(@TempDir Path folder) throws IOException {
    assertRefused("there is no serial port", "/dev/ttyNAVICAST");
    assertRefused("serial port", Files.createFile(folder.resolve("file")).toString());
  }

  @Test
  void aPtyHasNoModemLines() {
    IOException refusal =
        assertThrows(
            IOException.class,
            () -> SerialLines.openModemLines(device.path(), ModemLines.Supply.RTS));
    assertTrue(refusal.toString().contains("has no modem lines"), refusal::toString);
  }

  private static CompletableFuture<Integer> reading(DeviceLine line) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return line.read(new byte[8]);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static void assertRefused(String reason, String path) {
    IOException refusal = assertThrows(IOException.class, () -> SerialLines.open(path, PLAIN));
    assertTrue(refusal.toString().contains(reason), refusal::toString);
    assertTrue(refusal.toString().contains(path), refusal::toString);
  }

  private static String read(DeviceLine line) throws IOException {
    byte[] buffer = new byte[64];
    return new String(buffer, 0, line.read(buffer), US_ASCII);
  }
}
