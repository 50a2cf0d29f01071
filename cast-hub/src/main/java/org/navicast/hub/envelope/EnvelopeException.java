package org.navicast.hub.envelope;

/** A message that is not an envelope the hub can hand on; says why and where. */
public final class EnvelopeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param offset byte of the message at which it was noticed
   */
  public EnvelopeException(String message, long offset) {
    // Hostile senders choose how often this is thrown, so it carries no stack trace.
    super(message, null, false, false);
    this.offset = offset;
  }

  long offset() {
    return offset;
  }
}
