package org.navicast.gateway.engine;

import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * A One Euro filter for the poses of one tool: smooth at rest, quick in motion. Position and
 * orientation each have a speed, which is the same in all directions, so that the result does not
 * depend on how the frame's axes lie.
 *
 * <p>Starts anew after a gap, for a tool that was away says nothing of where it is now.
 */
final class ToolFilter {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MILLIMETRES_PER_METRE = 1_000;
  private static final double LONGEST_GAP_SECONDS = 0.5;

  /** Of half an angle that is too small to be divided by. */
  private static final double LEAST_SINE = 1e-6;

  private final PoseSettings.Smoothing settings;

  private boolean started;
  private long lastNanos;
  private long lastMicros;
  private double lastSeconds;
  private double x;
  private double y;
  private double z;
  private double qx;
  private double qy;
  private double qz;
  private double qw;

  /** Smoothed, in metres a second along each axis; of turns in radians a second. */
  private double speedX;

  private double speedY;
  private double speedZ;
  private double turnSpeed;

  ToolFilter(PoseSettings.Smoothing settings) {
    this.settings = settings;
  }

  /**
   * The next pose of the tool, which is seen, smoothed.
   *
   * @param epochMicros the tracker's time of it, or {@link Pose#NO_TRACKER_TIME}
   */
  ToolPose filter(ToolPose pose, long capturedNanos, long epochMicros) {
    double seconds = secondsSince(capturedNanos, epochMicros);
    lastNanos = capturedNanos;
    lastMicros = epochMicros;
    lastSeconds = seconds;
    if (!started || seconds <= 0 || seconds > LONGEST_GAP_SECONDS) {
      start(pose);
      return pose;
    }
    move(pose, seconds);
    turn(pose, seconds);
    return new ToolPose(pose.name(), pose.status(), x, y, z, qx, qy, qz, qw);
  }

  /**
   * How much time lies between this pose and the one before: by the tracker's clock where it tells
   * its time, since several of one read arrive at one time though they were not taken so. Where
   * neither clock tells it, as much as the last time.
   */
  private double secondsSince(long capturedNanos, long epochMicros) {
    boolean hasTimes = epochMicros != Pose.NO_TRACKER_TIME && lastMicros != Pose.NO_TRACKER_TIME;
    if (hasTimes && epochMicros > lastMicros) {
      return (epochMicros - lastMicros) / MICROS_PER_SECOND;
    }
    return capturedNanos == lastNanos
        ? lastSeconds
        : (capturedNanos - lastNanos) / NANOS_PER_SECOND;
  }

  private void start(ToolPose pose) {
    started = true;
    x = pose.x();
    y = pose.y();
    z = pose.z();
    qx = pose.qx();
    qy = pose.qy();
    qz = pose.qz();
    qw = pose.qw();
    speedX = 0;
    speedY = 0;
    speedZ = 0;
    turnSpeed = 0;
  }

  private void move(ToolPose pose, double seconds) {
    double a = share(settings.derivativeCutoffHz(), seconds);
    double perMetre = 1 / (MILLIMETRES_PER_METRE * seconds);
    speedX += a * ((pose.x() - x) * perMetre - speedX);
    speedY += a * ((pose.y() - y) * perMetre - speedY);
    speedZ += a * ((pose.z() - z) * perMetre - speedZ);
    double speed = Math.sqrt(speedX * speedX + speedY * speedY + speedZ * speedZ);
    double b = share(settings.minCutoffHz() + settings.beta() * speed, seconds);
    x += b * (pose.x() - x);
    y += b * (pose.y() - y);
    z += b * (pose.z() - z);
  }

  private void turn(ToolPose pose, double seconds) {
    double cosine = qx * pose.qx() + qy * pose.qy() + qz * pose.qz() + qw * pose.qw();
    // q and −q are the same orientation: the nearer one is the shorter way.
    double sign = cosine < 0 ? -1 : 1;
    double angle = 2 * Math.acos(Math.min(1, Math.abs(cosine)));
    turnSpeed += share(settings.turnDerivativeCutoffHz(), seconds) * (angle / seconds - turnSpeed);
    double b = share(settings.turnMinCutoffHz() + settings.turnBeta() * turnSpeed, seconds);
    slerp(pose, sign, angle / 2, b);
  }

  /**
   * Goes the share b of the way on the great circle, which is {@code half} radians long. Between
   * two of unit length all on it are.
   */
  private void slerp(ToolPose pose, double sign, double half, double b) {
    double sine = Math.sin(half);
    if (sine < LEAST_SINE) {
      return; // it is there
    }
    double here = Math.sin((1 - b) * half) / sine;
    double there = sign * Math.sin(b * half) / sine;
    qx = here * qx + there * pose.qx();
    qy = here * qy + there * pose.qy();
    qz = here * qz + there * pose.qz();
    qw = here * qw + there * pose.qw();
  }

  /** Which share of a difference a low pass takes over in that time. */
  private static double share(double cutoffHz, double seconds) {
    double r = 2 * Math.PI * cutoffHz * seconds;
    return r / (r + 1);
  }
}
