package org.navicast.driver.sixdof;

/** A record of a Magellan, in its own words. */
sealed interface MagellanMessage {

  /**
   * Record {@code d}: deflection of the cap, each −32768 to 32767, of a Turbo model −2048 to 2047;
   * about ±400 at full deflection.
   *
   * @param x push to the right
   * @param y pull up
   * @param z pull towards the person
   * @param a rotation about x, right-hand rule
   * @param b rotation about y
   * @param c rotation about z
   */
  record Motion(int x, int y, int z, int a, int b, int c) implements MagellanMessage {}

  /** Record {@code k}: bit n is key n+1, bit 8 the key with a star; 12 or 16 bits. */
  record Keys(int bitmap) implements MagellanMessage {}

  /** Record {@code v}: who it is, such as {@code MAGELLAN Version 5.49}. */
  record Version(String text) implements MagellanMessage {}

  /** Record {@code m}: the mode it is in; bit 3 set means that it acts as a mouse. */
  record ModeReply(int mode) implements MagellanMessage {
    private static final int MOUSE = 0x8;

    boolean isMouse() {
      return (mode & MOUSE) != 0;
    }
  }

  /** Record {@code z}: it has reset itself. */
  record ResetReply() implements MagellanMessage {}

  /** Records {@code b c n p q}: another setting it has taken. */
  record Acknowledgement() implements MagellanMessage {}

  /** Record {@code e}: it did not understand; 1 illegal command, 2 framing. */
  record Refusal(int code) implements MagellanMessage {}

  /** A record about keys came damaged: which of them are held is no longer known. */
  record KeysLost() implements MagellanMessage {}
}
