package org.navicast.driver.footswitch;

/** One contact: what it says is taken as true, since there is nothing to hold it against. */
final class SingleContact implements PedalContacts {
  private final boolean closedIsDown;
  private State state = State.UNKNOWN;

  /**
   * @param closedIsDown true for a contact that is open at rest
   */
  SingleContact(boolean closedIsDown) {
    this.closedIsDown = closedIsDown;
  }

  @Override
  public void read(int contact, boolean closed, long nanos) {
    state = closed == closedIsDown ? State.DOWN : State.UP;
  }

  @Override
  public void settle(long nowNanos) {
    // it is what it was read as
  }

  @Override
  public long dueNanos() {
    return NEVER;
  }

  @Override
  public State state() {
    return state;
  }
}
