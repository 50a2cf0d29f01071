package org.navicast.cast.event;

/** Why a press or an action ended without the person letting go. */
public enum CancelReason {
  /** It was not cancelled. */
  NONE(""),
  /** The device was unplugged or its peer closed. */
  DEVICE_LOST("device-lost"),
  /** The device contradicts itself or its driver failed. */
  DEVICE_FAULTED("device-faulted"),
  /** It cannot be read any more: the tool that it is on went out of sight. */
  CONTROL_LOST("control-lost"),
  /** Held for longer than {@code max-hold}: pedals do get stuck. */
  MAX_HOLD("max-hold"),
  /** The gateway is stopping. */
  GATEWAY_STOPPING("gateway-stopping"),
  /** The link to the hub was down for longer than the lease, so consumers have let go already. */
  LEASE_EXPIRED("lease-expired"),
  /**
   * More came at once than the gateway can hold, or it stood still for a while; what was held is
   * let go rather than guessed.
   */
  OVERLOAD("overload"),
  /** Of actions alone: another mode is on, in which the same control means something else. */
  MODE_CHANGED("mode-changed"),
  /** Of actions alone: another profile is on. */
  PROFILE_CHANGED("profile-changed"),
  /** Of actions alone: the viewer that acted on it is paused. */
  VIEWER_PAUSED("viewer-paused");

  private final String label;

  CancelReason(String label) {
    this.label = label;
  }

  /** The word for it on the wire. */
  public String label() {
    return label;
  }
}
