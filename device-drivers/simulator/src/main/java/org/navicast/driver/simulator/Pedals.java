package org.navicast.driver.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Two pedals on a serial board that writes a line for each movement: {@code L1} and {@code L0} as
 * the left one goes down and up, {@code R1} and {@code R0} the right one.
 *
 * <p>The person taps left twice, holds right for a second and a half, presses both one after the
 * other, rests, and begins again.
 */
public final class Pedals implements SimulatedDevice {
  private final Player player;

  private Pedals(Player player) {
    this.player = player;
  }

  /** Plugs them in; the person begins half a second later. */
  public static Pedals plugIn() throws IOException {
    return new Pedals(Player.start("pedals", new Feet()));
  }

  @Override
  public String description() {
    return "two pedals";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of(
        "driver",
        "footswitch-serial",
        "port",
        player.path(),
        "pedals",
        List.of(
            Map.of("control", "left", "pressed", "L1", "released", "L0"),
            Map.of("control", "right", "pressed", "R1", "released", "R0")));
  }

  @Override
  public void close() {
    player.close();
  }

  private static final class Feet implements Player.Script {
    private record Step(String line, long thenMillis) {}

    private static final List<Step> ROUND =
        List.of(
            new Step("", 500),
            new Step("L1", 120),
            new Step("L0", 280),
            new Step("L1", 120),
            new Step("L0", 900),
            new Step("R1", 1500),
            new Step("R0", 700),
            new Step("L1", 300),
            new Step("R1", 400),
            new Step("L0", 200),
            new Step("R0", 1000));

    private int next;

    @Override
    public long play(Pty pty) throws IOException {
      Step step = ROUND.get(next);
      next = (next + 1) % ROUND.size();
      if (!step.line().isEmpty()) {
        pty.write((step.line() + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      return step.thenMillis();
    }

    @Override
    public void received(byte[] bytes, int count, Pty pty) {
      // The board only talks.
    }
  }
}
