package org.navicast.app.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.navicast.app.picture.Svg.Style;
import org.navicast.gateway.engine.action.AxesBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.input.DeviceKind;

/** A profile as an SVG: for each mode, all devices with their actions on them. */
public final class ProfilePicture {
  private static final double MARGIN = 20;
  private static final double GAP = 36;
  private static final double TITLE = 40;
  private static final double MODE = 30;

  private final Profile profile;
  private final Map<String, DeviceKind> kinds;
  private final Map<String, Set<String>> controls = new TreeMap<>();

  private ProfilePicture(Profile profile, Map<String, DeviceKind> kinds) {
    this.profile = profile;
    this.kinds = kinds;
    profile.modes().forEach(this::collect);
  }

  /**
   * Draws it.
   *
   * @param kinds what the devices are that it speaks of, in the order in which they are drawn
   */
  public static String of(Profile profile, Map<String, DeviceKind> kinds) {
    return new ProfilePicture(profile, new LinkedHashMap<>(kinds)).draw();
  }

  private void collect(Mode mode) {
    Stream.concat(
            Stream.concat(
                mode.controls().stream().map(binding -> binding.control()),
                mode.chords().stream().flatMap(it -> Stream.of(it.first(), it.second()))),
            mode.axes().stream().flatMap(ProfilePicture::conditions))
        .forEach(
            control ->
                controls
                    .computeIfAbsent(control.device(), _ -> new LinkedHashSet<>())
                    .add(control.control()));
  }

  private static Stream<ControlRef> conditions(AxesBinding axes) {
    return Stream.of(axes.clutch(), axes.whileDown(), axes.unlessDown()).flatMap(Optional::stream);
  }

  private String draw() {
    Svg svg = new Svg();
    svg.text(MARGIN, MARGIN + 18, Style.TITLE, profile.name());
    double y = MARGIN + TITLE;
    List<List<Panel>> rows = profile.modes().stream().map(this::panels).toList();
    double[] widths = new double[kinds.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = rows.stream().mapToDouble(row -> row.get(column).width()).max().orElse(0) + GAP;
    }
    double width = Arrays.stream(widths).sum() + GAP;
    for (int i = 0; i < rows.size(); i++) {
      double height = rows.get(i).stream().mapToDouble(Panel::height).max().orElse(0);
      svg.box(MARGIN, y, width, MODE + height + 16, 10, "panel");
      svg.text(MARGIN + 16, y + 22, Style.MODE, title(i));
      double x = MARGIN + GAP;
      for (int column = 0; column < widths.length; column++) {
        rows.get(i).get(column).draw(svg, x, y + MODE + 6);
        x += widths[column];
      }
      y += MODE + height + 16 + 14;
    }
    return svg.document(width + 2 * MARGIN, y + MARGIN - 14, "What " + profile.name() + " means");
  }

  private String title(int mode) {
    String name = "mode " + profile.modes().get(mode).name();
    return mode == 0 && profile.modes().size() > 1 ? name + ", on at the start" : name;
  }

  private List<Panel> panels(Mode mode) {
    List<Panel> panels = new ArrayList<>();
    kinds.forEach((device, kind) -> panels.add(panel(device, kind, mode)));
    return panels;
  }

  private Panel panel(String device, DeviceKind kind, Mode mode) {
    Set<String> its = controls.getOrDefault(device, Set.of());
    return switch (kind) {
      case FOOTSWITCH -> new PedalsPanel(device, its, mode, profile.modes());
      case SIX_DOF ->
          its.stream().anyMatch(control -> control.startsWith(GamepadPanel.HAT))
              ? new GamepadPanel(device, its, mode)
              : new CapPanel(device, its, mode);
      case TRACKER -> new TrackerPanel(device, mode);
    };
  }
}
