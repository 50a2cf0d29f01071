package org.navicast.cast.hub;

/**
 * Whose topic a token speaks of. The topic itself stays out of words and logs, since it may name a
 * person.
 */
public enum TokenTopic {
  /** That of this link, or none, or all. */
  OURS,
  /**
   * The one that a hub in single-user mode gives to everybody who logs in, whatever was asked for.
   */
  SINGLE_USER,
  /** Another. */
  OTHER;

  private static final String OF_A_SINGLE_USER = "SINGLE-USER";

  static TokenTopic of(String ours, String tokens) {
    if (tokens.isEmpty() || tokens.equals("*") || tokens.equals(ours)) {
      return OURS;
    }
    return tokens.equals(OF_A_SINGLE_USER) ? SINGLE_USER : OTHER;
  }
}
