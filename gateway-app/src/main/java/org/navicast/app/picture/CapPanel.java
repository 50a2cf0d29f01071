package org.navicast.app.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.navicast.app.picture.Svg.Style;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.input.MotionAxis;

/** A 6DOF cap, and what pushing, turning and its keys mean. */
final class CapPanel implements Panel {
  private static final double DRAWING = 120;
  private static final double LEAST_HEIGHT = 116;

  private final String device;
  private final List<Line> lines = new ArrayList<>();

  CapPanel(String device, Set<String> keys, Mode mode) {
    this.device = device;
    lines.addAll(Lines.axes(mode, device, CapPanel::hand));
    new TreeSet<>(keys)
        .forEach(key -> lines.addAll(Lines.named(mode, new ControlRef(device, key))));
  }

  private static String hand(List<MotionAxis> axes) {
    long pushes = axes.stream().filter(MotionAxis::isTranslation).count();
    if (pushes == 0) {
      return "turn it";
    }
    if (pushes < axes.size()) {
      return "push and turn it";
    }
    return switch (axes.size()) {
      case 1 ->
          switch (axes.getFirst()) {
            case X -> "push it sideways";
            case Y -> "lift it, press it down";
            default -> "push it away, pull it";
          };
      case 2 -> axes.contains(MotionAxis.Z) ? "push it about" : "push it sideways, lift it";
      default -> "push it";
    };
  }

  @Override
  public double width() {
    return DRAWING + 24 + Panel.widest(lines);
  }

  @Override
  public double height() {
    return Svg.LINE + 8 + Math.max(LEAST_HEIGHT, Panel.height(lines));
  }

  @Override
  public void draw(Svg svg, double x, double y) {
    svg.text(x, y + 12, Style.NAME, device);
    double middle = x + DRAWING / 2;
    double top = y + Svg.LINE + 8;
    svg.ellipse(middle, top + 88, 56, 22, "body");
    svg.path(
        "M%1$d %3$d v-36 a34 13 0 0 1 68 0 v36 a34 13 0 0 1 -68 0"
            .formatted(Math.round(middle - 34), 0, Math.round(top + 76)),
        "part");
    svg.path(
        "M%d %d a34 13 0 0 0 68 0".formatted(Math.round(middle - 34), Math.round(top + 40)),
        "line");
    Panel.write(svg, x + DRAWING + 24, top + 14, lines);
  }
}
