package org.navicast.cast.event;

/**
 * A control went down, is still held, or was let go: {@code navi-button}.
 *
 * @param control name of the control on its device
 * @param pressId names the press within the session: its held, released and cancelled events carry
 *     the same; counts up from 1
 * @param heldMillis how long the control has been down, 0 for pressed
 * @param leaseMillis how long a consumer may take it as held without hearing of it again
 * @param validMillis how long after its capture a consumer may act on it; a release or a cancel is
 *     always valid and says 0
 * @param reason why it was cancelled; {@link CancelReason#NONE} otherwise
 * @param isSilent true where it is told to nobody: it says only how long its actions may live
 */
public record NaviButton(
    Source source,
    long capturedNanos,
    String control,
    State state,
    long pressId,
    long heldMillis,
    int leaseMillis,
    int validMillis,
    CancelReason reason,
    boolean isSilent)
    implements NaviEvent {

  public static final String NAME = "navi-button";

  /** Where a press is in its life. */
  public enum State {
    PRESSED("pressed"),
    HELD("held"),
    RELEASED("released"),
    CANCELLED("cancelled");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The word for it on the wire. */
    public String label() {
      return label;
    }

    /** True for the two that end a press. */
    public boolean ends() {
      return this == RELEASED || this == CANCELLED;
    }
  }

  /** One that is told. */
  public NaviButton(
      Source source,
      long capturedNanos,
      String control,
      State state,
      long pressId,
      long heldMillis,
      int leaseMillis,
      int validMillis,
      CancelReason reason) {
    this(
        source,
        capturedNanos,
        control,
        state,
        pressId,
        heldMillis,
        leaseMillis,
        validMillis,
        reason,
        false);
  }

  /** The same, told to nobody. */
  public NaviButton silently() {
    return new NaviButton(
        source,
        capturedNanos,
        control,
        state,
        pressId,
        heldMillis,
        leaseMillis,
        validMillis,
        reason,
        true);
  }

  @Override
  public boolean ends() {
    return state.ends();
  }

  @Override
  public String name() {
    return NAME;
  }
}
