package org.navicast.driver.igtlink;

import java.util.function.BiFunction;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * OpenIGTLink messages to {@link Pose}s: tool and frame from the name, position in millimetres and
 * orientation from the matrix or quaternion, doubt from the metadata; and to the presses of their
 * switches.
 *
 * <p>A TDATA or QTDATA is one moment of its tools; other messages are put together as {@link
 * PoseFrames} says. Call {@link #startRead} before the messages of each read, and {@link #endReads}
 * when the socket holds no more.
 */
final class PoseTranslator {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final TransformNames names;
  private final PoseFrames frames;
  private final ToolSwitches switches;
  private long readNanos;
  private long invalidPoses;
  private long faultStatuses;

  /**
   * @param frameIfUnnamed frame of tools whose names do not tell theirs
   */
  PoseTranslator(String device, String frameIfUnnamed, InputSink sink) {
    this.names = new TransformNames(frameIfUnnamed);
    this.frames = new PoseFrames(device, sink);
    this.switches = new ToolSwitches(device, sink);
  }

  /** The messages that follow were read at that time of the monotonic clock. */
  void startRead(long nowNanos) {
    readNanos = nowNanos;
    frames.startRead(nowNanos);
  }

  /** The socket holds no more for now. */
  void endReads() {
    frames.flush();
  }

  /** The switches of the tools that messages tell of; they need to know the time between them. */
  ToolSwitches switches() {
    return switches;
  }

  void accept(IgtlMessage message) {
    switch (message) {
      case IgtlMessage.Transform t -> tool(t.envelope(), t.matrix(), RigidPose::of);
      case IgtlMessage.Position p -> tool(p.envelope(), p.placement(), RigidPose::of);
      case IgtlMessage.QuaternionTransform t -> tool(t.envelope(), t.placement(), RigidPose::of);
      case IgtlMessage.TrackingData data -> trackingData(data);
      case IgtlMessage.QuaternionTrackingData data -> trackingData(data);
      case IgtlMessage.Status status -> status(status);
      case IgtlMessage.Text _,
          IgtlMessage.Sensor _,
          IgtlMessage.PointList _,
          IgtlMessage.Capability _,
          IgtlMessage.Command _,
          IgtlMessage.CommandAnswer _,
          IgtlMessage.NdArray _,
          IgtlMessage.Query _,
          IgtlMessage.Start _,
          IgtlMessage.Answer _ -> {
        // they tell of no tool
      }
    }
  }

  /** Poses refused because they were no rigid motion. */
  long invalidPoses() {
    return invalidPoses;
  }

  /** STATUS messages that told of anything but good health. */
  long faultStatuses() {
    return faultStatuses;
  }

  /** The one tool of a message; what the message is about is in its name. */
  private <P> void tool(Envelope envelope, P placed, BiFunction<String, P, ToolPose> pose) {
    String whole = envelope.metadata().value(Metadata.DEVICE_NAME);
    TransformName name = names.of(whole == null || whole.isEmpty() ? envelope.deviceName() : whole);
    ToolWord word = ToolWord.of(envelope.metadata());
    switches.hear(name, word, readNanos);
    frames.add(
        name.frame(),
        epochMicros(envelope.timestamp()),
        tool(name.tool(), word.isSeen(), placed, pose));
  }

  private void trackingData(IgtlMessage.TrackingData data) {
    frames.startMoment(epochMicros(data.envelope().timestamp()));
    for (IgtlMessage.TrackingData.Tool tool : data.tools()) {
      put(data.envelope(), tool.name(), tool.matrix(), RigidPose::of);
    }
    frames.flush();
  }

  private void trackingData(IgtlMessage.QuaternionTrackingData data) {
    frames.startMoment(epochMicros(data.envelope().timestamp()));
    for (IgtlMessage.QuaternionTrackingData.PlacedTool tool : data.tools()) {
      put(data.envelope(), tool.name(), tool.placement(), RigidPose::of);
    }
    frames.flush();
  }

  /** One of the tools of a message. */
  private <P> void put(
      Envelope envelope, String toolName, P placed, BiFunction<String, P, ToolPose> pose) {
    TransformName name = names.of(toolName);
    ToolWord word = ToolWord.of(envelope.metadata(), toolName);
    switches.hear(name, word, readNanos);
    frames.put(name.frame(), tool(name.tool(), word.isSeen(), placed, pose));
  }

  /** Keep-alives come as STATUS too, so all that is well is nothing to tell. */
  private void status(IgtlMessage.Status status) {
    if (status.code() != IgtlMessage.Status.OK) {
      faultStatuses++;
    }
  }

  /** Where a tool is said to be that is not seen is where it was last, and so not looked at. */
  private <P> ToolPose tool(
      String name, boolean seen, P placed, BiFunction<String, P, ToolPose> pose) {
    if (!seen) {
      return ToolPose.without(name, ToolPose.Status.MISSING);
    }
    ToolPose told = pose.apply(name, placed);
    if (told.status() == ToolPose.Status.INVALID) {
      invalidPoses++;
    }
    return told;
  }

  private static long epochMicros(long timestamp) {
    if (timestamp == 0) {
      return Pose.NO_TRACKER_TIME;
    }
    long seconds = timestamp >>> 32;
    long fraction = timestamp & 0xFFFF_FFFFL;
    return seconds * MICROS_PER_SECOND + ((fraction * MICROS_PER_SECOND) >>> 32);
  }
}
