package org.navicast.gateway.engine;

/**
 * What was counted of one device since the start of the gateway.
 *
 * @param reports presses, releases, motions and poses that it sent
 * @param ignored how many of these were of no use: sent while it was not connected, too old or of
 *     unknown age, of a control beyond the {@value ButtonBank#MAX_CONTROLS} that a device may have,
 *     or with a value that is not a finite number
 * @param losses how often it went while it was connected
 * @param faults how often it came to be faulted
 */
public record DeviceTally(long reports, long ignored, long losses, long faults) {
  /** Of a device that was not heard of. */
  public static final DeviceTally NOTHING = new DeviceTally(0, 0, 0, 0);
}
