package org.navicast.gateway.engine;

import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** The way from a tool (or frame) to a frame: fixed, or the last few that a tracker told of it. */
final class Link {
  /** What came before that many is not needed to find the one of a moment. */
  static final int DEPTH = 16;

  private final String name;
  private final boolean isFixed;
  private final Rigid fixed;
  private final @Nullable Sample[] samples = new @Nullable Sample[DEPTH];

  /** How often it was told of, and how many of these are remembered. */
  private long heard;

  private int size;

  /**
   * One that was told.
   *
   * @param order counts up
   * @param nanos when it was read
   * @param epochMicros when it was by the tracker's clock, or {@link Pose#NO_TRACKER_TIME}
   */
  record Sample(long order, long nanos, long epochMicros, ToolPose.Status status, Rigid motion) {
    boolean isOk() {
      return status == ToolPose.Status.OK;
    }

    boolean hasTime() {
      return epochMicros != Pose.NO_TRACKER_TIME;
    }
  }

  private Link(String name, boolean isFixed, Rigid fixed) {
    this.name = name;
    this.isFixed = isFixed;
    this.fixed = fixed;
  }

  static Link fixed(String name, Rigid motion) {
    return new Link(name, true, motion);
  }

  static Link live(String name) {
    return new Link(name, false, Rigid.IDENTITY);
  }

  /** Of a person: {@code Stylus in Tracker}. */
  String name() {
    return name;
  }

  boolean isFixed() {
    return isFixed;
  }

  Rigid fixedMotion() {
    return fixed;
  }

  void hear(Pose pose, ToolPose tool) {
    samples[(int) (heard % DEPTH)] =
        new Sample(
            heard, pose.capturedNanos(), pose.trackerEpochMicros(), tool.status(), tool.motion());
    heard++;
    size = Math.min(size + 1, DEPTH);
  }

  /** Nothing that was told is true any more. */
  void forget() {
    size = 0;
  }

  /** How many are remembered. */
  int size() {
    return size;
  }

  /** The newest at 0, then the one before it. */
  Sample sample(int age) {
    Sample sample = age < size ? samples[(int) ((heard - 1 - age) % DEPTH)] : null;
    if (sample == null) {
      throw new IllegalArgumentException("nothing that old is remembered");
    }
    return sample;
  }
}
