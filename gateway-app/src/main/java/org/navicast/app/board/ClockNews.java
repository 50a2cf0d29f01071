package org.navicast.app.board;

import java.util.Optional;

/** Decides when the clock is worth a line in the log, look after look. */
final class ClockNews {
  /** So many looks one after another a clock may be wrong, as after the start of a board. */
  static final int PATIENCE_LOOKS = 12;

  private int badLooks;
  private boolean isToldBad;

  /** A line of the log. */
  record Line(boolean isWarning, String text) {}

  /** Takes what is true at the next look; returns what is new. */
  Optional<Line> take(ClockState clock) {
    if (clock.isGood()) {
      badLooks = 0;
      if (isToldBad) {
        isToldBad = false;
        return Optional.of(new Line(false, "the clock of this machine is right again"));
      }
      return Optional.empty();
    }
    badLooks++;
    if (isToldBad || badLooks < PATIENCE_LOOKS) {
      return Optional.empty();
    }
    isToldBad = true;
    return Optional.of(
        new Line(
            true,
            "the clock of this machine is "
                + clock.words()
                + ", and so are the times that events carry; see that its time servers can be"
                + " reached"));
  }
}
