package org.navicast.cast.event;

/**
 * Something a viewer shall do, in the viewer's words: {@code navi-action}.
 *
 * @param action what, such as {@code slice.next} or {@code view.rotate}
 * @param value how much, in the unit that the action defines; 0 where it has none
 * @param mode the mode of the gateway that chose the action; empty where there is none
 */
public record NaviAction(
    Source source, long capturedNanos, String action, Phase phase, double value, String mode)
    implements NaviEvent {

  public static final String NAME = "navi-action";

  /** Where an action is in its life. */
  public enum Phase {
    TRIGGERED("triggered"),
    STARTED("started"),
    UPDATED("updated"),
    ENDED("ended"),
    CANCELLED("cancelled");

    private final String label;

    Phase(String label) {
      this.label = label;
    }

    /** The word for it on the wire. */
    public String label() {
      return label;
    }
  }

  @Override
  public String name() {
    return NAME;
  }
}
