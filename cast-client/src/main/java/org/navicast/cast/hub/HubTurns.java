package org.navicast.cast.hub;

/**
 * Which of several hubs it is the turn of. A link that worked is first tried again at the same hub,
 * since most cuts are of the network and the viewers are still there; a hub at which an attempt
 * failed is followed by the next. Pure.
 */
final class HubTurns {
  private final int hubs;
  private int current;
  private int failedInARow;

  /**
   * @param hubs how many there are, at least 1; the first is number 0
   */
  HubTurns(int hubs) {
    this.hubs = hubs;
  }

  /** The one to use. */
  int current() {
    return current;
  }

  /** The current one worked for a while. */
  void worked() {
    failedInARow = 0;
  }

  /**
   * The current one did not work.
   *
   * @return true when all have failed one after the other, so that it is time to pause
   */
  boolean failed() {
    current = (current + 1) % hubs;
    failedInARow++;
    if (failedInARow < hubs) {
      return false;
    }
    failedInARow = 0;
    return true;
  }

  /** From now on the first again. */
  void backToFirst() {
    current = 0;
    failedInARow = 0;
  }
}
