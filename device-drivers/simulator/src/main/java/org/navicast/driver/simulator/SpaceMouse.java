package org.navicast.driver.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A Magellan SpaceMouse on a serial line: answers the start-up of any driver that knows one, then
 * reports a cap that is pushed to both sides, turned, moved in every direction at once, let go, and
 * two key presses; then begins again.
 *
 * <p>A round lasts ten seconds at 25 reports a second, which is what 9600 baud carry with room to
 * spare.
 */
public final class SpaceMouse implements SimulatedDevice {
  private final Player player;

  private SpaceMouse(Player player) {
    this.player = player;
  }

  /** Plugs it in; it is silent until a driver has set its mode. */
  public static SpaceMouse plugIn() throws IOException {
    return new SpaceMouse(Player.start("spacemouse", new Hand()));
  }

  @Override
  public String description() {
    return "SpaceMouse on a serial line";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("driver", "6dof-magellan", "port", player.path());
  }

  @Override
  public void close() {
    player.close();
  }

  private static final class Hand implements Player.Script {
    private static final int REPORT_MILLIS = 40;
    private static final double STEPS_A_SECOND = 1000.0 / REPORT_MILLIS;
    private static final int STEPS_A_ROUND = 250;
    private static final int LET_GO_STEP = 200;
    private static final int KEY_1 = 0x001;
    private static final int KEY_STAR = 0x100;

    /** Of about 400 at the cap's stop. */
    private static final double PUSH = 330;

    private final StringBuilder command = new StringBuilder();
    private boolean reporting;
    private int step;

    @Override
    public long play(Pty pty) throws IOException {
      if (reporting) {
        moveCap(pty);
        pressKeys(pty);
        step = (step + 1) % STEPS_A_ROUND;
      }
      return REPORT_MILLIS;
    }

    private void moveCap(Pty pty) throws IOException {
      double seconds = step / STEPS_A_SECOND;
      if (step > LET_GO_STEP) {
        return; // at rest a Magellan is silent, after it has said so
      }
      // Whole sine waves, so that the cap moves smoothly and is at rest where two phases meet.
      int wave = (int) Math.round(PUSH * Math.sin(Math.PI * seconds));
      if (step == LET_GO_STEP) {
        pty.write(MagellanBytes.motion(0, 0, 0, 0, 0, 0));
      } else if (seconds < 2) {
        pty.write(MagellanBytes.motion(wave, 0, 0, 0, 0, 0));
      } else if (seconds < 4) {
        pty.write(MagellanBytes.motion(0, 0, 0, 0, wave, 0));
      } else {
        pty.write(
            MagellanBytes.motion(wave / 2, wave / 3, -wave / 2, wave / 4, -wave / 3, wave / 5));
      }
    }

    private void pressKeys(Pty pty) throws IOException {
      switch (step) {
        case 210 -> pty.write(MagellanBytes.keys(KEY_1));
        case 220, 240 -> pty.write(MagellanBytes.keys(0));
        case 230 -> pty.write(MagellanBytes.keys(KEY_STAR));
        default -> {}
      }
    }

    @Override
    public void received(byte[] bytes, int count, Pty pty) throws IOException {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\r') {
          answer(command.toString(), pty);
          command.setLength(0);
        } else if (command.length() < 8) {
          command.append((char) bytes[i]);
        }
      }
    }

    private void answer(String request, Pty pty) throws IOException {
      if (request.equals("vQ")) {
        send(pty, "vMAGELLAN  Version 6.60  3Dconnexion GmbH");
        return;
      }
      char kind = request.isEmpty() ? ' ' : request.charAt(0);
      switch (kind) {
        case 'z' -> reporting = false;
        case 'm' -> reporting = true;
        case 'b', 'c', 'n', 'p', 'q' -> {}
        default -> {
          return; // nothing a Magellan knows
        }
      }
      // It echoes what it obeyed; of a beep only the letter.
      send(pty, kind == 'b' ? "b" : request);
    }

    private static void send(Pty pty, String record) throws IOException {
      pty.write((record + "\r").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
