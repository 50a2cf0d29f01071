package org.navicast.gateway.input;

/**
 * Something that happened at a device, in physical terms: no mapping, no filter, no debounce yet.
 *
 * <p>{@link #capturedNanos()} is {@link System#nanoTime()} taken right after the read that brought
 * the last byte of the report, so that everything downstream can tell how old it is.
 */
public sealed interface InputEvent
    permits Button, ButtonLost, Motion, Pose, Battery, Damage, Doubt, DeviceStatus {

  /** Name of the device in the configuration, unique in the gateway. */
  String device();

  /** When the report was read, in nanoseconds of the monotonic clock. */
  long capturedNanos();
}
