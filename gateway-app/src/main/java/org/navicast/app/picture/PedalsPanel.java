package org.navicast.app.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.app.picture.Svg.Style;
import org.navicast.gateway.engine.action.ChordBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Mode;

/** Pedals side by side, what each means below it, and below that what two together mean. */
final class PedalsPanel implements Panel {
  private static final double PEDAL_WIDTH = 104;
  private static final double PEDAL_HEIGHT = 74;
  private static final double GAP = 26;
  private static final double BRACKET = 34;

  /** As feet find them; any other comes behind, by its name. */
  private static final List<String> ORDER = List.of("left", "middle", "centre", "center", "right");

  private final String device;
  private final Map<String, List<Line>> columns = new LinkedHashMap<>();
  private final List<ChordBinding> chords;
  private final List<Double> widths = new ArrayList<>();

  /**
   * @param pedals all that the device has in any mode
   * @param modes all of them: a pedal stays where it is
   */
  PedalsPanel(String device, Set<String> pedals, Mode mode, List<Mode> modes) {
    this.device = device;
    this.chords =
        mode.chords().stream().filter(chord -> chord.first().device().equals(device)).toList();
    pedals.stream()
        .sorted(Comparator.comparingInt(PedalsPanel::place).thenComparing(pedal -> pedal))
        .forEach(
            pedal -> {
              ControlRef control = new ControlRef(device, pedal);
              columns.put(pedal, Lines.of(mode, control));
              double widest =
                  modes.stream()
                      .mapToDouble(each -> Panel.widest(Lines.of(each, control)))
                      .max()
                      .orElse(0);
              widths.add(Math.max(PEDAL_WIDTH, widest) + GAP);
            });
  }

  private static int place(String pedal) {
    int place = ORDER.indexOf(pedal);
    return place < 0 ? ORDER.size() : place;
  }

  @Override
  public double width() {
    return widths.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Override
  public double height() {
    return Svg.LINE + PEDAL_HEIGHT + 28 + linesHeight() + BRACKET * chords.size();
  }

  private double linesHeight() {
    return columns.values().stream().mapToDouble(Panel::height).max().orElse(0);
  }

  @Override
  public void draw(Svg svg, double x, double y) {
    svg.text(x, y + 12, Style.NAME, device);
    double top = y + Svg.LINE + 6;
    Map<String, Double> centres = new LinkedHashMap<>();
    double left = x;
    int column = 0;
    for (Map.Entry<String, List<Line>> pedal : columns.entrySet()) {
      svg.box(left, top, PEDAL_WIDTH, PEDAL_HEIGHT, 12, "body");
      svg.box(left + 12, top + 10, PEDAL_WIDTH - 24, PEDAL_HEIGHT - 34, 8, "part");
      svg.centred(left + PEDAL_WIDTH / 2, top + PEDAL_HEIGHT - 8, Style.NAME, pedal.getKey());
      Panel.write(svg, left, top + PEDAL_HEIGHT + 20, pedal.getValue());
      centres.put(pedal.getKey(), left + PEDAL_WIDTH / 2);
      left += widths.get(column++);
    }
    double at = top + PEDAL_HEIGHT + 14 + linesHeight();
    for (ChordBinding chord : chords) {
      bracket(svg, centre(centres, chord.first()), centre(centres, chord.second()), at, chord);
      at += BRACKET;
    }
  }

  private static double centre(Map<String, Double> centres, ControlRef control) {
    return centres.getOrDefault(control.control(), 0.0);
  }

  private static void bracket(Svg svg, double from, double to, double y, ChordBinding chord) {
    svg.path("M%d %d v7 H%d v-7".formatted(round(from), round(y), round(to)), "line");
    String controls = chord.first().control() + " and " + chord.second().control() + " together";
    Line line = new Line(controls, chord.meaning().action(), "");
    Panel.write(svg, Math.min(from, to), y + 22, List.of(line));
  }

  private static long round(double value) {
    return Math.round(value);
  }
}
