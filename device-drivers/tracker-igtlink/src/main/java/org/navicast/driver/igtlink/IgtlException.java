package org.navicast.driver.igtlink;

/**
 * Bytes that are no OpenIGTLink: what is wrong, and where.
 *
 * <p>Carries no stack trace: it tells of the peer, not of this program, and a hostile peer could
 * otherwise make traces its cheapest way to burn time.
 */
public final class IgtlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final long offset;

  /**
   * @param reason what is wrong, in a few words without a full stop
   * @param offset where: bytes from the start of the message's body, or of the stream, as the
   *     thrower says
   */
  IgtlException(String reason, long offset) {
    super(reason + " at byte " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  /** What is wrong, in a few words without a full stop. */
  public String reason() {
    return reason;
  }

  /** Where it is wrong, in bytes from the start of the stream. */
  public long offset() {
    return offset;
  }

  /**
   * The same fault, told from the start of the stream in which the body starts at {@code start}.
   */
  IgtlException within(long start) {
    return new IgtlException(reason, start + offset);
  }
}
