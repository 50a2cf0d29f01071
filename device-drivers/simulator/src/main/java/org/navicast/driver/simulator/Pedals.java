package org.navicast.driver.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two or three pedals on a serial board that writes a line for each movement: {@code L1} and {@code
 * L0} as the left one goes down and up, {@code R1} and {@code R0} the right one, {@code M1} and
 * {@code M0} the middle one where there is one.
 *
 * <p>The person taps left twice, holds right for a second and a half, presses both one after the
 * other, then taps and holds the middle one, rests, and begins again.
 */
public final class Pedals implements SimulatedDevice {
  private static final List<Map<String, String>> TWO =
      List.of(pedal("left", "L"), pedal("right", "R"));
  private static final List<Map<String, String>> THREE =
      List.of(pedal("left", "L"), pedal("middle", "M"), pedal("right", "R"));

  private final Player player;
  private final List<Map<String, String>> pedals;

  private Pedals(Player player, List<Map<String, String>> pedals) {
    this.player = player;
    this.pedals = pedals;
  }

  /** Plugs two in; the person begins half a second later. */
  public static Pedals plugIn() throws IOException {
    return new Pedals(Player.start("pedals", new Feet(Feet.ON_TWO)), TWO);
  }

  /** Plugs three in. */
  public static Pedals plugInThree() throws IOException {
    return new Pedals(Player.start("pedals", new Feet(Feet.ON_THREE)), THREE);
  }

  private static Map<String, String> pedal(String control, String letter) {
    return Map.of("control", control, "pressed", letter + "1", "released", letter + "0");
  }

  @Override
  public String description() {
    return pedals.size() == 2 ? "two pedals" : "three pedals";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("driver", "footswitch-serial", "port", player.path(), "pedals", pedals);
  }

  @Override
  public void close() {
    player.close();
  }

  private static final class Feet implements Player.Script {
    private record Step(String line, long thenMillis) {}

    private static final List<Step> ON_TWO =
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

    private static final List<Step> ON_THREE =
        Stream.concat(
                ON_TWO.stream(),
                Stream.of(
                    new Step("M1", 120),
                    new Step("M0", 900),
                    new Step("M1", 1200),
                    new Step("M0", 1000)))
            .toList();

    private final List<Step> round;
    private int next;

    Feet(List<Step> round) {
      this.round = round;
    }

    @Override
    public long play(Pty pty) throws IOException {
      Step step = round.get(next);
      next = (next + 1) % round.size();
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
