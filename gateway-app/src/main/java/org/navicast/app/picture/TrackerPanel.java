package org.navicast.app.picture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navicast.app.picture.Svg.Style;
import org.navicast.gateway.engine.action.Mode;

/** A tracker, and what its tools are. */
final class TrackerPanel implements Panel {
  private static final double DRAWING = 120;

  private final String device;
  private final List<Line> lines;

  TrackerPanel(String device, Mode mode) {
    this.device = device;
    this.lines =
        new TreeMap<>(mode.roles().getOrDefault(device, Map.of()))
            .entrySet().stream()
                .map(tool -> new Line(tool.getKey(), "is the " + tool.getValue(), ""))
                .toList();
  }

  @Override
  public double width() {
    return DRAWING + 24 + Panel.widest(lines);
  }

  @Override
  public double height() {
    return Svg.LINE + 8 + Math.max(70, Panel.height(lines));
  }

  @Override
  public void draw(Svg svg, double x, double y) {
    svg.text(x, y + 12, Style.NAME, device);
    double top = y + Svg.LINE + 10;
    svg.box(x, top, DRAWING, 30, 14, "body");
    svg.ellipse(x + 24, top + 15, 9, 9, "part");
    svg.ellipse(x + DRAWING - 24, top + 15, 9, 9, "part");
    Panel.write(svg, x + DRAWING + 24, top + 20, lines);
  }
}
