package org.navicast.driver.hid;

/** A report descriptor that cannot be trusted: what is wrong with it, and where. */
public final class DescriptorException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** It ends inside an item. */
    TRUNCATED("ends inside an item"),
    /** Larger than {@link HidLimits#DESCRIPTOR_BYTES}. */
    TOO_LONG("is too long"),
    /** Collections deeper than {@link HidLimits#NESTING}, or an end without a beginning. */
    COLLECTIONS("has collections that do not match or go too deep"),
    /** Push deeper than {@link HidLimits#STACK}, or a pop without a push. */
    STACK("pushes too often or pops too often"),
    /** Delimiters that do not match. */
    DELIMITERS("has delimiters that do not match"),
    /** Report id 0, or one that does not fit into a byte. */
    REPORT_ID("has a report id that is not 1 to 255"),
    /** A field of more than {@link HidLimits#FIELD_BITS} bits. */
    FIELD_TOO_WIDE("has a field that is too wide"),
    /** A report of more than {@link HidLimits#REPORT_BITS} bits. */
    REPORT_TOO_LONG("has a report that is too long"),
    /** More values in all reports together than {@link HidLimits#VALUES}. */
    TOO_MANY_VALUES("has too many values"),
    /** A minimum above its maximum. */
    RANGE("has a range that is upside down"),
    /** More usages for one field than {@link HidLimits#USAGE_RANGES} ranges of them. */
    TOO_MANY_USAGES("has too many usages for one field");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  private final Reason reason;
  private final int offset;

  DescriptorException(Reason reason, int offset) {
    super("the report descriptor " + reason.words + " (at byte " + offset + ")");
    this.reason = reason;
    this.offset = offset;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }

  /** Where the item at fault begins, in bytes from the start of the descriptor. */
  public int offset() {
    return offset;
  }
}
