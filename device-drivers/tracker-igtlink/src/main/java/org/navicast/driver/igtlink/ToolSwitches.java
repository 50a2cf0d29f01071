package org.navicast.driver.igtlink;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Doubt;

/**
 * The switches of tracked tools, as buttons such as {@code StylusTip.switch1}.
 *
 * <p>A switch can be read only while its tool is seen. A tool that goes, or falls silent (what PLUS
 * does of a lost tool, unless told otherwise), takes back the press of its switch; that is no
 * release, for nobody knows. When it comes back with a switch on, that is no press either, until it
 * was seen off: the same press must not be told twice.
 *
 * <p>Where a server tells of a tool in several frames, its switches are those of the frame in which
 * one was first told to be on.
 */
final class ToolSwitches {
  /** After so long without a word of the tool, its switch is not known any more. */
  static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** {@link #dueNanos} while no switch is on. */
  static final long NEVER = Long.MAX_VALUE;

  /** More than any tracker follows; the names come from outside, so their number needs a bound. */
  private static final int MAX_TOOLS = 256;

  private final String device;
  private final InputSink sink;
  private final Map<TransformName, Known> tools = new HashMap<>();
  private final Map<String, String> frameByTool = new HashMap<>();

  /** What is known of one tool in one frame. */
  private static final class Known {
    /** Its switch that is pressed, from 1; 0 for none. */
    private int pressed;

    /** All of its switches were off since it was last seen to come. */
    private boolean wasOff;

    private long heardNanos;
  }

  ToolSwitches(String device, InputSink sink) {
    this.device = device;
    this.sink = sink;
  }

  /** Takes what was said of a tool. */
  void hear(TransformName name, ToolWord word, long nowNanos) {
    if (word == ToolWord.NONE) {
      return;
    }
    Known tool = tools.get(name);
    if (tool == null) {
      if (tools.size() == MAX_TOOLS && !makeRoom(nowNanos)) {
        sink.accept(
            Doubt.of(
                device,
                nowNanos,
                "switches",
                "it tells of more than "
                    + MAX_TOOLS
                    + " tools at once, and the switches of "
                    + name.tool()
                    + " are left out with others",
                1));
        return;
      }
      tool = new Known();
      tools.put(name, tool);
    }
    tool.heardNanos = nowNanos;
    if (word == ToolWord.DOUBT) {
      lose(name, tool, nowNanos);
    } else if (word == ToolWord.OK) {
      release(name, tool, nowNanos);
      tool.wasOff = true;
    } else if (tool.pressed != word.switchOn()) {
      release(name, tool, nowNanos);
      press(name, tool, word.switchOn(), nowNanos);
    }
  }

  /** Takes back the presses of tools that have been silent for too long. */
  void tick(long nowNanos) {
    tools.forEach(
        (name, tool) -> {
          if (tool.pressed > 0 && nowNanos - tool.heardNanos >= SILENCE_NANOS) {
            lose(name, tool, nowNanos);
          }
        });
  }

  /** When {@link #tick} has something to do, if nothing is heard until then. */
  long dueNanos() {
    long due = NEVER;
    for (Known tool : tools.values()) {
      if (tool.pressed > 0) {
        due = Math.min(due, tool.heardNanos + SILENCE_NANOS);
      }
    }
    return due;
  }

  /** Forgets the tools that are silent and have no switch on. */
  private boolean makeRoom(long nowNanos) {
    tools
        .values()
        .removeIf(tool -> tool.pressed == 0 && nowNanos - tool.heardNanos >= SILENCE_NANOS);
    frameByTool
        .entrySet()
        .removeIf(one -> !tools.containsKey(new TransformName(one.getKey(), one.getValue())));
    return tools.size() < MAX_TOOLS;
  }

  private void press(TransformName name, Known tool, int number, long nowNanos) {
    if (tool.wasOff
        && name.frame().equals(frameByTool.computeIfAbsent(name.tool(), _ -> name.frame()))) {
      tool.pressed = number;
      sink.accept(new Button(device, nowNanos, control(name, number), true));
    }
  }

  private void release(TransformName name, Known tool, long nowNanos) {
    if (tool.pressed > 0) {
      int number = tool.pressed;
      tool.pressed = 0;
      sink.accept(new Button(device, nowNanos, control(name, number), false));
    }
  }

  private void lose(TransformName name, Known tool, long nowNanos) {
    tool.wasOff = false;
    if (tool.pressed > 0) {
      int number = tool.pressed;
      tool.pressed = 0;
      sink.accept(new ButtonLost(device, nowNanos, control(name, number)));
    }
  }

  private static String control(TransformName name, int number) {
    return name.tool() + ".switch" + number;
  }
}
