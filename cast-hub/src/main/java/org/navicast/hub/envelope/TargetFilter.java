package org.navicast.hub.envelope;

/** One {@code target.*} of an envelope: open to everyone, to who fits a text, or to nobody. */
public final class TargetFilter {
  private final Text wanted;
  private boolean nobody;

  TargetFilter(int maxLength) {
    this.wanted = new Text(maxLength);
  }

  /** Absent: everyone. */
  void open() {
    wanted.clear();
    nobody = false;
  }

  /** Given in a form that fits no subscriber, such as a list. */
  void closed() {
    wanted.clear();
    nobody = true;
  }

  /** The text to fill, for everyone who fits it. */
  Text restricted() {
    nobody = false;
    return wanted;
  }

  public boolean isClosed() {
    return nobody;
  }

  /** True where the text decides; {@code *} does not. */
  public boolean isRestricted() {
    return wanted.length() > 0 && !wanted.is("*");
  }

  public Text wanted() {
    return wanted;
  }
}
