package org.navicast.cast.event;

import java.util.List;

/**
 * Something a viewer shall do, in the viewer's words: {@code navi-action}. A trigger is whole in
 * itself. A hold and a rate last: they are started, updated while they last, and ended or
 * cancelled; a rate is told from a hold by its value.
 *
 * @param action what, such as {@code slice.next} or {@code view.rotate}
 * @param actionId names the hold or rate within the session, in all its phases; counts up from 1;
 *     {@link #NO_ID} for a trigger
 * @param value steps of a trigger; each −1…1 of a rate, on {@code started} and {@code updated}
 *     only; {@link ActionValue#NONE} otherwise
 * @param leaseMillis how long a consumer may go on without hearing of it again; 0 where it ends
 * @param validMillis how long after its capture a consumer may act on it; 0 where nothing begins
 * @param reason why it was cancelled; {@link CancelReason#NONE} otherwise
 * @param mode the mode that it belongs to; empty where there is none
 * @param profile the profile that it belongs to; empty where there is none
 * @param madeOf the numbers of the presses without which it would not be; not told to anybody
 */
public record NaviAction(
    Source source,
    long capturedNanos,
    String action,
    Phase phase,
    long actionId,
    ActionValue value,
    int leaseMillis,
    int validMillis,
    CancelReason reason,
    String mode,
    String profile,
    List<Long> madeOf)
    implements NaviEvent {

  public static final String NAME = "navi-action";

  /** A trigger has none. */
  public static final long NO_ID = 0;

  public NaviAction {
    madeOf = List.copyOf(madeOf);
  }

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

    /** True for the two that end an action. */
    public boolean ends() {
      return this == ENDED || this == CANCELLED;
    }
  }

  /** A trigger. */
  public static NaviAction triggered(
      Source source,
      long capturedNanos,
      String action,
      ActionValue value,
      int validMillis,
      String mode,
      String profile,
      List<Long> madeOf) {
    return new NaviAction(
        source,
        capturedNanos,
        action,
        Phase.TRIGGERED,
        NO_ID,
        value,
        0,
        validMillis,
        CancelReason.NONE,
        mode,
        profile,
        madeOf);
  }

  /** The beginning of a hold or, with a value, of a rate. */
  public static NaviAction started(
      Source source,
      long capturedNanos,
      String action,
      long actionId,
      ActionValue value,
      int leaseMillis,
      int validMillis,
      String mode,
      String profile,
      List<Long> madeOf) {
    return new NaviAction(
        source,
        capturedNanos,
        action,
        Phase.STARTED,
        actionId,
        value,
        leaseMillis,
        validMillis,
        CancelReason.NONE,
        mode,
        profile,
        madeOf);
  }

  /** This one, which lasts, told again with what is true now. */
  public NaviAction updated(long nowNanos, ActionValue newest) {
    return with(nowNanos, Phase.UPDATED, newest, leaseMillis, CancelReason.NONE);
  }

  /** The end of this one, by the person. */
  public NaviAction ended(long nowNanos) {
    return with(nowNanos, Phase.ENDED, ActionValue.NONE, 0, CancelReason.NONE);
  }

  /** The end of this one, by something else. */
  public NaviAction cancelled(long nowNanos, CancelReason because) {
    return with(nowNanos, Phase.CANCELLED, ActionValue.NONE, 0, because);
  }

  private NaviAction with(
      long nanos, Phase next, ActionValue newest, int lease, CancelReason because) {
    return new NaviAction(
        source, nanos, action, next, actionId, newest, lease, 0, because, mode, profile, madeOf);
  }

  /** True where it is a hold or a rate, not a trigger. */
  public boolean lasts() {
    return actionId != NO_ID;
  }

  @Override
  public boolean ends() {
    return phase.ends();
  }

  @Override
  public String name() {
    return NAME;
  }
}
