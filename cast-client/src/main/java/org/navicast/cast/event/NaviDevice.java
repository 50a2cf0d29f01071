package org.navicast.cast.event;

/**
 * A device came, went, or broke: {@code navi-device}.
 *
 * @param reason one plain sentence; empty for connected
 * @param product what the device calls itself; empty where unknown
 * @param serial its serial number; empty where unknown
 */
public record NaviDevice(
    Source source, long capturedNanos, State state, String reason, String product, String serial)
    implements NaviEvent {

  public static final String NAME = "navi-device";

  /** The state of the device. */
  public enum State {
    CONNECTED("connected"),
    LOST("lost"),
    FAULTED("faulted");

    private final String label;

    State(String label) {
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
