package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** A Magellan on a serial line; its side of the talk, and its bytes, are written here. */
class MagellanTest {
  /** X at +200 of ±400, all other axes at rest: 0x8000 + 0x00C8 in nibbles with parity. */
  static final String HALF_RIGHT = "dH0<HH000H000H000H000H000\r";

  /** And at +272. */
  static final String FULL_RIGHT = "dHAA0H000H000H000H000H000\r";

  static final String REST = "dH000H000H000H000H000H000\r";

  @TempDir Path folder;

  @Test
  void motionAndKeysArriveAndNoiseDoesNot() throws Exception {
    try (Pty line = Pty.open();
        AutoCloseable _ = answering(line);
        Plant plant =
            Plant.start(
                folder,
                """
                - name: spacemouse
                  driver: 6dof-magellan
                  port: %s
                  motion: { dead-zone: 0, curve: 1 }
                """
                    .formatted(line.path()))) {
      plant.viewer().awaitDevice("spacemouse", "connected");
      line.write(HALF_RIGHT.getBytes(US_ASCII));
      JsonNode motion = plant.viewer().await("navi-motion", _ -> true).resource();
      assertThat(motion.path("translation").path(0).asDouble()).isEqualTo(0.5, within(0.01));
      assertThat(motion.path("translation").path(1).asDouble()).isZero();
      assertThat(motion.path("rotation").path(2).asDouble()).isZero();
      assertThat(motion.path("kind").asString()).isEqualTo("6dof");

      line.write("\0ddH0\u007fxx\r".getBytes(US_ASCII));
      line.write("kA00\r".getBytes(US_ASCII));
      plant.viewer().awaitButton("1", "pressed");
      line.write("k000\r".getBytes(US_ASCII));
      plant.viewer().awaitButton("1", "released");
      line.write(REST.getBytes(US_ASCII));
      plant.viewer().await("navi-motion", r -> r.path("translation").path(0).asDouble() == 0);
    }
  }

  /** Answers what a driver asks of a Magellan before it trusts it, until closed. */
  static AutoCloseable answering(Pty line) {
    Thread device =
        Thread.ofPlatform()
            .daemon()
            .name("magellan")
            .start(
                () -> {
                  StringBuilder asked = new StringBuilder();
                  byte[] buffer = new byte[64];
                  try {
                    while (!Thread.currentThread().isInterrupted()) {
                      int count = line.read(buffer, 50);
                      for (int i = 0; i < count; i++) {
                        if (buffer[i] != '\r') {
                          asked.append((char) buffer[i]);
                          continue;
                        }
                        answer(asked.toString(), line);
                        asked.setLength(0);
                      }
                    }
                  } catch (IOException e) {
                    // the test is over
                  }
                });
    return () -> {
      device.interrupt();
      device.join();
    };
  }

  private static void answer(String asked, Pty line) throws IOException {
    if (asked.equals("vQ")) {
      line.write("vMAGELLAN  Version 5.49  by LOGITECH INC. 10/22/96\r".getBytes(US_ASCII));
    } else if (asked.startsWith("m") || asked.startsWith("c")) {
      line.write((asked + "\r").getBytes(US_ASCII));
    }
  }
}
