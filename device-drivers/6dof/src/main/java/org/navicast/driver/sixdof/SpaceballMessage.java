package org.navicast.driver.sixdof;

/** A record of a Spaceball, in its own words. */
sealed interface SpaceballMessage {

  /**
   * Record {@code D}: deflection of the ball, each −32768 to 32767; about ±8000 where it is pushed
   * and ±1600 where it is turned as far as it goes.
   *
   * @param ticks since the last such record, in 1/16 ms, 0 to 65535
   * @param x push to the right
   * @param y pull up
   * @param z push away from the person
   * @param a rotation about x, right-hand rule where z is seen so
   * @param b rotation about y
   * @param c rotation about z
   */
  record Motion(int ticks, int x, int y, int z, int a, int b, int c) implements SpaceballMessage {}

  /**
   * Record {@code K}, of a 2003 or 3003: bits of its two bytes.
   *
   * @param high the first byte, bits 0 to 2 keys 5 to 7
   * @param low the second byte, bits 0 to 3 keys 1 to 4
   */
  record Keys(int high, int low) implements SpaceballMessage {}

  /**
   * Record {@code .}, of a 4000 FLX.
   *
   * @param high the first byte, bits 0 to 4 keys 8 to 12; bit 5 clear where it is set for the left
   *     hand
   * @param low the second byte, bits 0 to 5 keys 1 to 6, bit 7 key 7
   */
  record FlxKeys(int high, int low) implements SpaceballMessage {}

  /** Record {@code @}: it has reset itself, or was switched on; its number and words. */
  record Announcement(String text) implements SpaceballMessage {}

  /** Records {@code C F M N P Z}: a setting it has taken. */
  record Acknowledgement() implements SpaceballMessage {}

  /** Record {@code ?k}, the answer to {@code k} while none is down (libspnavdev). */
  record NoKeys() implements SpaceballMessage {}

  /** Records {@code E} and {@code ?}: it did not understand. */
  record Refusal(String text) implements SpaceballMessage {}

  /** A record came damaged that may have been about keys: which are held is no longer known. */
  record KeysLost() implements SpaceballMessage {}
}
