package org.navicast.cast.event;

/**
 * One NAVICast event as the gateway means it; session, sequence number and age are added where it
 * is handed to the socket.
 */
public sealed interface NaviEvent
    permits NaviButton, NaviMotion, NaviPose, NaviAction, NaviDevice, NaviProfile {

  /** The device that it comes from, or {@link Source#GATEWAY}. */
  Source source();

  /** When the report behind it was read, in nanoseconds of the monotonic clock. */
  long capturedNanos();

  /** True for the end of a press, a hold or a rate, which must reach whoever saw its beginning. */
  default boolean ends() {
    return false;
  }

  /** The {@code hub.event} that carries it. */
  String name();
}
