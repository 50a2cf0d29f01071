package org.navicast.cast.event;

/**
 * The device that an event comes from.
 *
 * @param device its name in the gateway's configuration
 * @param kind {@code footswitch}, {@code 6dof} or {@code tracker}
 */
public record Source(String device, String kind) {

  /** What comes from no device but from the gateway itself. */
  public static final Source GATEWAY = new Source("", "");
}
