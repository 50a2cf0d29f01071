package org.navicast.gateway.engine;

import org.navicast.gateway.input.DeviceKind;

/**
 * One device as the engine sees it.
 *
 * @param name unique in the gateway, not blank; every event from the device carries it
 * @param buttons for all controls of the device
 * @param motion for a device that can be deflected; of no effect on others
 * @param poses for a tracker; of no effect on others
 * @param frames in which a tracker's tools are told; of no effect on others
 */
public record DeviceSettings(
    String name,
    DeviceKind kind,
    ButtonSettings buttons,
    MotionSettings motion,
    PoseSettings poses,
    FrameSettings frames) {

  /**
   * @throws IllegalArgumentException when the name is blank
   */
  public DeviceSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a device has no name; give it one");
    }
  }

  /** A device with all defaults. */
  public static DeviceSettings of(String name, DeviceKind kind) {
    return new DeviceSettings(
        name,
        kind,
        ButtonSettings.DEFAULT,
        MotionSettings.DEFAULT,
        PoseSettings.DEFAULT,
        FrameSettings.NONE);
  }

  /** The same, with these settings of its controls. */
  public DeviceSettings withButtons(ButtonSettings other) {
    return new DeviceSettings(name, kind, other, motion, poses, frames);
  }

  /** The same, with these settings of its deflection. */
  public DeviceSettings withMotion(MotionSettings other) {
    return new DeviceSettings(name, kind, buttons, other, poses, frames);
  }

  /** The same, with these settings of its tools. */
  public DeviceSettings withPoses(PoseSettings other) {
    return new DeviceSettings(name, kind, buttons, motion, other, frames);
  }

  /** The same, told in these frames. */
  public DeviceSettings withFrames(FrameSettings other) {
    return new DeviceSettings(name, kind, buttons, motion, poses, other);
  }
}
