package org.navicast.app.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.navicast.cast.words.Foreign;
import tools.jackson.databind.JsonNode;

/**
 * The way of one press, step by step: bytes, decoder, engine, outbox, hub. Times are those of the
 * gateway's monotonic clock, so that a step is as long as it was, whoever looks on.
 */
final class PressTrace {
  private final String device;
  private final String control;
  private final List<Step> steps = new ArrayList<>();
  private final long beganNanos;
  private long pressId = -1;
  private long sentNanos = Long.MAX_VALUE;
  private String outcome = "";

  private record Step(long nanos, String where, String what) {}

  /**
   * A decoder made a press.
   *
   * @param decoded its line
   */
  PressTrace(JsonNode decoded) {
    this.device = text(decoded, "device");
    this.control = text(decoded, "control");
    this.beganNanos = nanos(decoded);
    add(decoded, "decoder", control + " pressed");
  }

  /** What the device said just before. */
  void said(JsonNode said) {
    steps.addFirst(
        new Step(
            nanos(said), "device", "said " + text(said, "bytes").replaceAll("(..)(?=.)", "$1 ")));
  }

  /** Takes what happened later. */
  void accept(JsonNode line) {
    switch (line.path("is").asString("")) {
      case "made" -> made(line);
      case "meant" -> meant(line);
      case "became" -> became(line);
      case "confirmed" -> {
        if (line.path("until").asLong(0) >= sentNanos) {
          add(line, "hub", "has it: it answered the ping behind it");
          outcome = "arrived";
        }
      }
      case "answered" -> answered(line);
      default -> {
        // of something else
      }
    }
  }

  private void made(JsonNode line) {
    JsonNode what = View.resource(line);
    if (pressId < 0 && isPress(line, what)) {
      pressId = what.path("pressId").asLong(-1);
      add(
          line,
          "engine",
          "press " + pressId + (line.path("silent").asBoolean(false) ? ", told to nobody" : ""));
    } else if (View.event(line).equals("navi-action") && isOfPress(line)) {
      add(line, "engine", "action " + text(what, "action") + " " + text(what, "phase"));
    }
  }

  private boolean isPress(JsonNode line, JsonNode what) {
    return View.event(line).equals("navi-button")
        && what.path("state").asString("").equals("pressed")
        && text(what, "device").equals(device)
        && text(what, "control").equals(control);
  }

  private void meant(JsonNode line) {
    if (pressId >= 0 && text(line, "input").equals(device + "." + control)) {
      String action = text(line, "action");
      String obstacle = text(line, "obstacle");
      add(
          line,
          "engine",
          text(line, "gesture")
              + (action.isEmpty() ? "" : " means " + action)
              + (obstacle.isEmpty() ? "" : ": " + obstacle));
    }
  }

  private void became(JsonNode line) {
    if (!isOfPress(line)) {
      return;
    }
    String fate = text(line, "fate");
    String words = Fates.words(fate);
    boolean isThePress = text(line, "what").equals(control + " pressed");
    if (fate.equals("sent")) {
      add(line, "outbox", text(line, "what") + ": handed to the socket");
      sentNanos = isThePress ? nanos(line) : sentNanos;
    } else if (!words.isEmpty()) {
      add(line, "outbox", text(line, "what") + ": " + words);
      outcome = isThePress ? "did not arrive: " + words : outcome;
    }
  }

  private void answered(JsonNode line) {
    if (isOfPress(line)) {
      int status = line.path("status").asInt(0);
      add(line, "hub", text(line, "what") + ": answered " + status);
      if (text(line, "what").equals(control + " pressed")) {
        outcome =
            status / 100 == 2 ? "arrived" : "did not arrive: the hub refused it (" + status + ")";
      }
    }
  }

  private boolean isOfPress(JsonNode line) {
    return pressId >= 0
        && line.path("presses").valueStream().anyMatch(id -> id.asLong(-1) == pressId);
  }

  /** True when it is known what became of it. */
  boolean isOver() {
    return !outcome.isEmpty();
  }

  /** Nothing more came for a while. */
  void giveUp() {
    if (pressId < 0) {
      outcome =
          "did not arrive: the engine took it for no press, since it came within the debounce time"
              + " of another edge, while the device did not count as connected, or after a"
              + " standstill";
    } else if (sentNanos == Long.MAX_VALUE) {
      outcome = "did not leave: it is neither sent nor dropped yet";
    } else {
      outcome = "was handed to the socket, and the hub has not confirmed it";
    }
  }

  private void add(JsonNode line, String where, String what) {
    steps.add(new Step(nanos(line), where, what));
  }

  long beganNanos() {
    return beganNanos;
  }

  String outcome() {
    return outcome;
  }

  String name() {
    return device + " " + control;
  }

  /** For people, the times in microseconds since the first step. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(name() + (pressId < 0 ? "" : ", press " + pressId));
    for (PressTraces.Step step : told()) {
      lines.add(
          String.format(Locale.ROOT, "%+9d us  %-8s %s", step.micros(), step.where(), step.what()));
    }
    lines.add(outcome);
    return lines;
  }

  List<PressTraces.Step> told() {
    long first = steps.getFirst().nanos();
    return steps.stream()
        .map(
            step -> new PressTraces.Step((step.nanos() - first) / 1_000, step.where(), step.what()))
        .toList();
  }

  private static long nanos(JsonNode line) {
    return line.path("nanos").asLong(0);
  }

  private static String text(JsonNode node, String key) {
    return Foreign.line(node.path(key).asString(""));
  }
}
