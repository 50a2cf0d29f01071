package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** A gateway whose log goes into a pipe that is full and that nobody reads. */
@EnabledOnOs(OS.LINUX)
class UnreadLogTest {
  /** What a pipe of Linux holds. */
  private static final int PIPE_BYTES = 65_536;

  @TempDir Path folder;

  @Test
  void pressesArriveAndItEndsInTime() throws Exception {
    Path pipe = folder.resolve("log");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (RandomAccessFile open = new RandomAccessFile(pipe.toFile(), "rw");
        Pty line = Pty.open()) {
      open.write(new byte[PIPE_BYTES]);
      try (Plant plant = Plant.startLoggingTo(pipe, folder, pedalsAt(line.path()))) {
        plant.viewer().awaitDevice("pedals", "connected");
        plant.awaitWarm();
        for (int i = 0; i < 3; i++) {
          write(line, "L1\n");
          plant.viewer().awaitButton("left", "pressed");
          write(line, "L0\n");
          plant.viewer().awaitButton("left", "released");
        }
        long began = System.nanoTime();
        plant.gateway().terminate();
        assertThat(plant.gateway().awaitExit()).isEqualTo(143);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(10);
      }
    }
  }
}
