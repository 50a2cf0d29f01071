package org.navicast.app.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.navicast.app.picture.Svg.Style;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.input.MotionAxis;

/** A gamepad, what its sticks mean to the left of it, and what its buttons mean to the right. */
final class GamepadPanel implements Panel {
  /** How the hat of a gamepad is told. */
  static final String HAT = "hat-";

  private static final double DRAWING = 210;
  private static final double GAP = 24;
  private static final double LEAST_HEIGHT = 140;

  private final String device;
  private final List<Line> sticks;
  private final List<Line> buttons = new ArrayList<>();

  GamepadPanel(String device, Set<String> controls, Mode mode) {
    this.device = device;
    this.sticks = Lines.axes(mode, device, GamepadPanel::hand);
    new TreeSet<>(controls)
        .forEach(control -> buttons.addAll(Lines.named(mode, new ControlRef(device, control))));
  }

  private static String hand(List<MotionAxis> axes) {
    if (axes.equals(List.of(MotionAxis.Z))) {
      return "triggers";
    }
    boolean left = axes.contains(MotionAxis.X) || axes.contains(MotionAxis.Y);
    boolean right = axes.contains(MotionAxis.RX) || axes.contains(MotionAxis.RY);
    return left && right ? "both sticks" : left ? "left stick" : "right stick";
  }

  @Override
  public double width() {
    return Panel.widest(sticks) + Panel.widest(buttons) + DRAWING + 2 * GAP;
  }

  @Override
  public double height() {
    return Svg.LINE
        + 8
        + Math.max(LEAST_HEIGHT, Math.max(Panel.height(sticks), Panel.height(buttons)));
  }

  @Override
  public void draw(Svg svg, double x, double y) {
    svg.text(x, y + 12, Style.NAME, device);
    double top = y + Svg.LINE + 8;
    Panel.write(svg, x, top + 14, sticks);
    pad(svg, x + Panel.widest(sticks) + GAP, top);
    Panel.write(svg, x + Panel.widest(sticks) + DRAWING + 2 * GAP, top + 14, buttons);
  }

  private static void pad(Svg svg, double x, double y) {
    svg.box(x + 34, y + 4, 44, 22, 8, "part");
    svg.box(x + 132, y + 4, 44, 22, 8, "part");
    svg.path(
        ("M%d %d h110 c34 0 46 34 50 74 c3 30 -22 36 -36 14 l-14 -22 h-120 l-14 22"
                + " c-14 22 -39 16 -36 -14 c4 -40 16 -74 60 -74 z")
            .formatted(Math.round(x + 52), Math.round(y + 18)),
        "body");
    svg.ellipse(x + 78, y + 72, 15, 15, "part");
    svg.ellipse(x + 132, y + 72, 15, 15, "part");
    svg.path(
        "M%d %d h10 v10 h10 v10 h-10 v10 h-10 v-10 h-10 v-10 h10 z"
            .formatted(Math.round(x + 42), Math.round(y + 30)),
        "part");
    svg.ellipse(x + 164, y + 34, 6, 6, "part");
    svg.ellipse(x + 164, y + 58, 6, 6, "part");
    svg.ellipse(x + 152, y + 46, 6, 6, "part");
    svg.ellipse(x + 176, y + 46, 6, 6, "part");
  }
}
