package org.navicast.gateway.engine.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The actions that viewers know: the table of {@code docs/actions.md}. */
public final class Vocabulary {
  /** How a site's own actions begin. */
  public static final String SITE = "site.";

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    triggers(
        "slice.next",
        "slice.previous",
        "slice.first",
        "slice.last",
        "slice.middle",
        "window.preset",
        "window.next-preset",
        "window.reset",
        "window.invert",
        "view.reset",
        "view.next",
        "view.previous",
        "view.axial",
        "view.sagittal",
        "view.coronal",
        "view.volume",
        "layout.next",
        "layout.maximise",
        "series.next",
        "series.previous",
        "cine.toggle",
        "crosshair.toggle",
        "overlay.toggle",
        "annotation.toggle",
        "measure.place",
        "measure.undo",
        "screenshot.take");
    KINDS.put("pointer.show", new Kind.Hold());
    rates(1, "slice.scroll", "view.zoom", "cine.speed");
    rates(2, "window.adjust", "view.pan", "pointer.move");
    rates(3, "view.rotate");
    rates(6, "view.fly");
  }

  /** How an action is told. */
  public sealed interface Kind {
    /** Whole in itself. */
    record Trigger() implements Kind {}

    /** Lasts as long as it is held. */
    record Hold() implements Kind {}

    /**
     * Lasts as long as something is deflected.
     *
     * @param numbers how many its value has
     */
    record Rate(int numbers) implements Kind {}
  }

  private Vocabulary() {}

  /** The kind of an action; empty where no viewer knows it by this vocabulary. */
  public static Optional<Kind> kind(String action) {
    return Optional.ofNullable(KINDS.get(action));
  }

  /** All of them. */
  public static Set<String> actions() {
    return Set.copyOf(KINDS.keySet());
  }

  private static void triggers(String... actions) {
    for (String action : actions) {
      KINDS.put(action, new Kind.Trigger());
    }
  }

  private static void rates(int numbers, String... actions) {
    for (String action : actions) {
      KINDS.put(action, new Kind.Rate(numbers));
    }
  }
}
