package org.navicast.driver.igtlink;

import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * OpenIGTLink messages to {@link Pose}s: tool and frame from the name, position in millimetres and
 * orientation from the matrix, doubt from the metadata.
 *
 * <p>A TDATA is one moment of its tools; TRANSFORMs are put together as {@link PoseFrames} says.
 * Call {@link #startRead} before the messages of each read, and {@link #endReads} when the socket
 * holds no more.
 */
final class PoseTranslator {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final TransformNames names;
  private final PoseFrames frames;
  private long invalidPoses;
  private long faultStatuses;

  /**
   * @param frameIfUnnamed frame of tools whose names do not tell theirs
   */
  PoseTranslator(String device, String frameIfUnnamed, InputSink sink) {
    this.names = new TransformNames(frameIfUnnamed);
    this.frames = new PoseFrames(device, sink);
  }

  /** The messages that follow were read at that time of the monotonic clock. */
  void startRead(long nowNanos) {
    frames.startRead(nowNanos);
  }

  /** The socket holds no more for now. */
  void endReads() {
    frames.flush();
  }

  void accept(IgtlMessage message) {
    switch (message) {
      case IgtlMessage.Transform transform -> transform(transform);
      case IgtlMessage.TrackingData data -> trackingData(data);
      case IgtlMessage.Status status -> status(status);
    }
  }

  /** Poses refused because their matrix was no rigid motion. */
  long invalidPoses() {
    return invalidPoses;
  }

  /** STATUS messages that told of anything but good health. */
  long faultStatuses() {
    return faultStatuses;
  }

  private void transform(IgtlMessage.Transform transform) {
    Envelope envelope = transform.envelope();
    String whole = envelope.metadata().value(Metadata.DEVICE_NAME);
    TransformName name = names.of(whole == null || whole.isEmpty() ? envelope.deviceName() : whole);
    ToolPose tool = tool(name.tool(), ToolWord.isSeen(envelope.metadata()), transform.matrix());
    frames.add(name.frame(), epochMicros(envelope.timestamp()), tool);
  }

  private void trackingData(IgtlMessage.TrackingData data) {
    Envelope envelope = data.envelope();
    frames.startMoment(epochMicros(envelope.timestamp()));
    for (IgtlMessage.TrackingData.Tool tool : data.tools()) {
      TransformName name = names.of(tool.name());
      boolean seen = ToolWord.isSeen(envelope.metadata(), tool.name());
      frames.put(name.frame(), tool(name.tool(), seen, tool.matrix()));
    }
    frames.flush();
  }

  /** Keep-alives come as STATUS too, so all that is well is nothing to tell. */
  private void status(IgtlMessage.Status status) {
    if (status.code() != IgtlMessage.Status.OK) {
      faultStatuses++;
    }
  }

  /** The matrix of a tool that is not seen is whatever it was last, and so not even looked at. */
  private ToolPose tool(String name, boolean seen, Matrix matrix) {
    if (!seen) {
      return ToolPose.without(name, ToolPose.Status.MISSING);
    }
    ToolPose pose = RigidPose.of(name, matrix);
    if (pose.status() == ToolPose.Status.INVALID) {
      invalidPoses++;
    }
    return pose;
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
