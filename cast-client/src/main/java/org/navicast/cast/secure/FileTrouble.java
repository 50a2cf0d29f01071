package org.navicast.cast.secure;

/**
 * A file, or what it holds, cannot be used to secure a connection: what is wrong and what to do,
 * one sentence without a full stop.
 */
public final class FileTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final Part part;

  /** Which of the files. */
  public enum Part {
    /** The certificates of the authorities that are trusted. */
    CA,
    /** Our own certificate and those of its issuers. */
    CERTIFICATE,
    /** The private key of our certificate. */
    KEY,
    /** A password. */
    PASSWORD
  }

  FileTrouble(Part part, String message) {
    super(message);
    this.part = part;
  }

  /** Which of the files. */
  public Part part() {
    return part;
  }
}
