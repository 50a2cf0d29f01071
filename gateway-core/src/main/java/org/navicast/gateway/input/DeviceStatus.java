package org.navicast.gateway.input;

import org.navicast.cast.words.Foreign;

/**
 * A device came, went, or broke.
 *
 * @param reason one plain sentence for a person, without a full stop; empty for {@link
 *     State#CONNECTED}
 * @param product what the device calls itself; empty where it does not say
 * @param serial its serial number; empty where it does not say
 */
public record DeviceStatus(
    String device, long capturedNanos, State state, String reason, String product, String serial)
    implements InputEvent {

  /** A reason may say at length what to do about it. */
  private static final int MAX_REASON = 500;

  /** What a device calls itself, and a reason that repeats it, comes from outside. */
  public DeviceStatus {
    reason = Foreign.line(reason, MAX_REASON);
    product = Foreign.line(product);
    serial = Foreign.line(serial);
  }

  /** The state of the way to the device. */
  public enum State {
    /** Open, and it answered as expected. */
    CONNECTED,
    /** Gone: unplugged, or the peer closed. It is tried again. */
    LOST,
    /**
     * There, but not usable: no permission, wrong device, contradictory signals. It is tried again.
     */
    FAULTED
  }

  /** A device that came up. */
  public static DeviceStatus connected(
      String device, long capturedNanos, String product, String serial) {
    return new DeviceStatus(device, capturedNanos, State.CONNECTED, "", product, serial);
  }
}
