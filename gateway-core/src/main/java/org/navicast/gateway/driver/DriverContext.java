package org.navicast.gateway.driver;

import io.netty.bootstrap.Bootstrap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the gateway lends to a driver.
 *
 * @param device name of the device in the configuration; every event carries it
 * @param nanoTime the monotonic clock, in nanoseconds; the only clock a driver may read
 * @param network the way to servers
 * @param joined whether the gateway is joined to its hub, for a device that can show it
 * @param doubtNanos what may have waited for longer than this until it was read is of unknown age:
 *     well under the time in which a consumer may act on a press
 * @param readLoop reads what is open, on the engine's own event loop where the system allows that
 */
public record DriverContext(
    String device,
    LongSupplier nanoTime,
    Network network,
    Joined joined,
    long doubtNanos,
    ReadLoop readLoop) {
  /** Half of the 150 ms in which a press is acted upon where nobody configured another time. */
  public static final long USUAL_DOUBT_NANOS = 75_000_000;

  /** With the usual time. */
  public DriverContext(
      String device,
      LongSupplier nanoTime,
      Supplier<Bootstrap> outbound,
      Joined joined,
      ReadLoop readLoop) {
    this(device, nanoTime, Network.by(outbound), joined, USUAL_DOUBT_NANOS, readLoop);
  }

  /** Of a gateway that never joins a hub, and whose devices are read on threads of their own. */
  public DriverContext(String device, LongSupplier nanoTime, Supplier<Bootstrap> outbound) {
    this(device, nanoTime, outbound, new Joined(), ReadLoop.ON_OWN_THREAD);
  }
}
