package org.navicast.driver.igtlink;

import java.util.List;
import java.util.function.BiFunction;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Doubt;
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

  private final String device;
  private final InputSink sink;
  private final TransformNames names;
  private final PoseFrames frames;
  private final ToolSwitches switches;
  private final ServerHealth health;
  private long readNanos;
  private long tools;
  private long states;
  private long invalidPoses;

  /**
   * @param frameIfUnnamed frame of tools whose names do not tell theirs
   */
  PoseTranslator(String device, String frameIfUnnamed, InputSink sink) {
    this(device, new TransformNames(frameIfUnnamed, List.of()), sink);
  }

  /** The same, with what is known of names. */
  PoseTranslator(String device, TransformNames names, InputSink sink) {
    this.device = device;
    this.sink = sink;
    this.names = names;
    this.health = new ServerHealth(device, sink);
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
      case IgtlMessage.Status status -> health.hear(status, readNanos);
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

  /** Tools told of, be they seen or not. */
  long tools() {
    return tools;
  }

  /** How many of them with a word on their state. */
  long states() {
    return states;
  }

  /** Poses refused because they were no rigid motion. */
  long invalidPoses() {
    return invalidPoses;
  }

  /** STATUS messages that told of anything but good health. */
  long faultStatuses() {
    return health.faults();
  }

  /** The one tool of a message; what the message is about is in its name. */
  private <P> void tool(Envelope envelope, P placed, BiFunction<String, P, ToolPose> pose) {
    TransformName name = names.of(envelope);
    if (name == null) {
      refuseCut(envelope.deviceName());
      return;
    }
    ToolWord word = ToolWord.of(envelope.metadata());
    switches.hear(name, word, readNanos);
    frames.add(name.frame(), epochMicros(envelope.timestamp()), tool(name, word, placed, pose));
  }

  private void trackingData(IgtlMessage.TrackingData data) {
    frames.startMoment(epochMicros(data.envelope().timestamp()));
    List<IgtlMessage.TrackingData.Tool> its = data.tools();
    List<String> told = its.stream().map(IgtlMessage.TrackingData.Tool::name).toList();
    for (int i = 0; i < told.size(); i++) {
      put(data.envelope(), told, i, its.get(i).matrix(), RigidPose::of);
    }
    frames.flush();
  }

  private void trackingData(IgtlMessage.QuaternionTrackingData data) {
    frames.startMoment(epochMicros(data.envelope().timestamp()));
    List<IgtlMessage.QuaternionTrackingData.PlacedTool> its = data.tools();
    List<String> told =
        its.stream().map(IgtlMessage.QuaternionTrackingData.PlacedTool::name).toList();
    for (int i = 0; i < told.size(); i++) {
      put(data.envelope(), told, i, its.get(i).placement(), RigidPose::of);
    }
    frames.flush();
  }

  /**
   * One of the tools of a message.
   *
   * @param told the names of all of them
   */
  private <P> void put(
      Envelope envelope,
      List<String> told,
      int index,
      P placed,
      BiFunction<String, P, ToolPose> pose) {
    String its = told.get(index);
    boolean isAlone = TransformNames.isWhole(its) || told.indexOf(its) == told.lastIndexOf(its);
    String whole = names.whole(envelope.metadata(), its, index, isAlone);
    if (whole == null) {
      refuseCut(its);
      return;
    }
    TransformName name = names.of(whole);
    ToolWord word = ToolWord.of(envelope.metadata(), whole);
    switches.hear(name, word, readNanos);
    frames.put(name.frame(), tool(name, word, placed, pose));
  }

  /**
   * Where a tool is said to be that is not seen is where it was last, and so not looked at. Exactly
   * at the origin and not turned at all is what servers send of a tool that they never saw, or
   * lost; without a word on its state that is what it is taken for.
   */
  private <P> ToolPose tool(
      TransformName name, ToolWord word, P placed, BiFunction<String, P, ToolPose> pose) {
    tools++;
    states += word == ToolWord.NONE ? 0 : 1;
    if (!word.isSeen()) {
      return ToolPose.without(name.tool(), ToolPose.Status.MISSING);
    }
    ToolPose told = pose.apply(name.tool(), placed);
    if (told.status() == ToolPose.Status.INVALID) {
      invalidPoses++;
    } else if (word == ToolWord.NONE && told.motion().isIdentity()) {
      doubt(
          "identity " + name,
          name.tool()
              + " in "
              + name.frame()
              + " is told at the origin, not turned, and without a word on its state, so it is"
              + " taken to be missing");
      return ToolPose.without(name.tool(), ToolPose.Status.MISSING);
    }
    return told;
  }

  private void refuseCut(String name) {
    doubt(
        "cut " + name,
        "the name "
            + name
            + " fills all its 20 bytes and may be cut, so nothing is told of that tool; use a"
            + " shorter one, or give the whole one under names");
  }

  private void doubt(String topic, String reason) {
    sink.accept(Doubt.of(device, readNanos, topic, reason, 1));
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
