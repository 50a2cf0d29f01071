package org.navicast.app.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Follows presses from what a gateway says, each until it is known what became of it. */
public final class PressTraces {
  /** Longer than a press may wait and a hub may think, short enough for who waits for it. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String control;
  private final Map<String, JsonNode> said = new HashMap<>();
  private final List<PressTrace> open = new ArrayList<>();

  /** A press that was followed to its end. */
  public record Followed(String name, List<String> lines, List<Step> steps, String outcome) {
    public Followed {
      lines = List.copyOf(lines);
      steps = List.copyOf(steps);
    }
  }

  /** One step, so many microseconds after the first. */
  public record Step(long micros, String where, String what) {}

  /**
   * @param control whose presses are followed, such as {@code left} or {@code pedals.left}; all
   *     where empty
   */
  public PressTraces(String control) {
    this.control = control;
  }

  /**
   * Takes in what the gateway said.
   *
   * @return the presses that are at their end
   */
  public List<Followed> accept(JsonNode line) {
    switch (line.path("is").asString("")) {
      case "said" -> said.put(line.path("device").asString(""), line);
      case "decoded" -> begin(line);
      default -> {}
    }
    open.forEach(trace -> trace.accept(line));
    long nowNanos = line.path("nanos").asLong(0);
    List<Followed> over = new ArrayList<>();
    for (Iterator<PressTrace> all = open.iterator(); all.hasNext(); ) {
      PressTrace trace = all.next();
      if (!trace.isOver() && nowNanos - trace.beganNanos() > PATIENCE_NANOS) {
        trace.giveUp();
      }
      if (trace.isOver()) {
        all.remove();
        over.add(followed(trace));
      }
    }
    return over;
  }

  private void begin(JsonNode decoded) {
    String device = decoded.path("device").asString("");
    String name = decoded.path("control").asString("");
    boolean isWanted =
        control.isEmpty() || control.equals(name) || control.equals(device + "." + name);
    if (decoded.path("pressed").asBoolean(false) && isWanted) {
      PressTrace trace = new PressTrace(decoded);
      JsonNode bytes = said.get(device);
      if (bytes != null) {
        trace.said(bytes);
      }
      open.add(trace);
    }
  }

  private static Followed followed(PressTrace trace) {
    return new Followed(trace.name(), trace.lines(), trace.told(), trace.outcome());
  }
}
