package org.navicast.hub.door;

/** What comes of looking at a token. */
sealed interface Verdict {
  /** It is good. */
  record Good(Access access) implements Verdict {}

  /**
   * It is not.
   *
   * @param why for whoever sent it
   */
  record Bad(String why) implements Verdict {}

  /** Nobody can say: the keys of the provider cannot be had. */
  record Unknown() implements Verdict {}
}
