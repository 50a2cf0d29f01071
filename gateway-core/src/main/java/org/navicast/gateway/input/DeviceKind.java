package org.navicast.gateway.input;

/** The families of devices, named as in the event vocabulary. */
public enum DeviceKind {
  /** Pedals and other plain contacts. */
  FOOTSWITCH("footswitch"),
  /** Controllers with six degrees of freedom, joysticks and gamepads. */
  SIX_DOF("6dof"),
  /** Tracking systems that report poses of tools. */
  TRACKER("tracker");

  private final String label;

  DeviceKind(String label) {
    this.label = label;
  }

  /** The word for it in events and configurations. */
  public String label() {
    return label;
  }
}
