package org.navicast.cast.fault;

/**
 * What a network carries, seen from the client.
 *
 * @param upKbit to the server, kbit/s; 0 for as fast as it goes
 * @param downKbit from the server, kbit/s; 0 for as fast as it goes
 * @param latencyMillis how long a byte is under way, on top of the time that sending it takes
 */
public record LineSpeed(int upKbit, int downKbit, int latencyMillis) {
  /** A cable. */
  public static final LineSpeed UNLIMITED = new LineSpeed(0, 0, 0);

  /** SIVR's profile of a 2G line. */
  public static final LineSpeed MOBILE_2G = new LineSpeed(250, 750, 100);

  /** SIVR's profile of a 4G line. */
  public static final LineSpeed MOBILE_4G = new LineSpeed(3_000, 4_000, 20);
}
