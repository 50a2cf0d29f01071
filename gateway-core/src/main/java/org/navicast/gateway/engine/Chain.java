package org.navicast.gateway.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.engine.Link.Sample;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/**
 * The way from a tool to the frame that it is told in, and when it is told: once for each moment,
 * of links that are of that moment.
 *
 * <p>Where the tracker tells its time, a pose of the tool waits until each other link was told of
 * that time or a later one, and of each the nearest in time is taken: so tools of one time are
 * joined however they come, and nothing waits longer than for the next message. Where it tells
 * none, the time of arrival stands in for it, and links that arrived near enough are joined at
 * once. In both, links that are farther apart than the settings allow are not joined.
 *
 * <p>A tracker that is silent while nothing moves is another matter: what it told last holds. Then
 * a link that was not renewed within that time is taken to have rested.
 */
final class Chain {
  private final String tool;
  private final List<Step> steps;
  private final List<Link> live;
  private final long freshNanos;
  private final long joinNanos;

  /** Of each live link the sample of the moment under way. */
  private final @Nullable Sample[] joined;

  /** The newest of the tool's own that was told, by its order. */
  private long told = -1;

  private long dueNanos = Due.NEVER;

  /** A link that is gone forward, or back. */
  record Step(String to, Link link, boolean forward) {}

  /**
   * What is told.
   *
   * @param capturedNanos when the oldest of its links was read
   * @param epochMicros the tracker's time of it, or {@link Pose#NO_TRACKER_TIME}
   */
  record Moment(ToolPose tool, long capturedNanos, long epochMicros) {}

  /**
   * @param steps from the tool to its frame; at least one of them live
   */
  Chain(String tool, List<Step> steps, PoseSettings settings) {
    this.tool = tool;
    this.steps = steps;
    this.live = steps.stream().map(Step::link).filter(link -> !link.isFixed()).toList();
    this.freshNanos = settings.freshMillis() * Due.NANOS_PER_MILLI;
    this.joinNanos = settings.joinMillis() * Due.NANOS_PER_MILLI;
    this.joined = new @Nullable Sample[live.size()];
  }

  boolean isOf(List<Step> others) {
    return steps.equals(others);
  }

  boolean uses(Link link) {
    return live.contains(link);
  }

  /** In words: its live links. */
  String links() {
    return String.join(" and ", live.stream().map(Link::name).toList());
  }

  /** One of its links was told of: what is to be told because of that, if anything. */
  @Nullable Moment hear(Pose pose) {
    long nowNanos = pose.capturedNanos();
    ToolPose.Status doubt = doubt(nowNanos);
    if (doubt != null) {
      dueNanos = Due.NEVER;
      return new Moment(ToolPose.without(tool, doubt), nowNanos, pose.trackerEpochMicros());
    }
    return freshNanos > 0 || live.size() == 1 ? together(nowNanos) : heldOrDue(nowNanos);
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return dueNanos;
  }

  /** What has waited for its partner long enough. */
  @Nullable Moment tick(long nowNanos) {
    if (nowNanos < dueNanos) {
      return null;
    }
    dueNanos = Due.NEVER;
    return doubt(nowNanos) == null ? held() : null;
  }

  /** Why it cannot be told where the tool is, by the newest of each link; null where it can. */
  private ToolPose.@Nullable Status doubt(long nowNanos) {
    ToolPose.Status doubt = null;
    for (Link link : live) {
      if (link.size() == 0) {
        return ToolPose.Status.MISSING;
      }
      Sample newest = link.sample(0);
      if (newest.status() == ToolPose.Status.MISSING || isStale(newest, nowNanos)) {
        return ToolPose.Status.MISSING;
      }
      if (newest.status() == ToolPose.Status.INVALID) {
        doubt = ToolPose.Status.INVALID;
      }
    }
    return doubt;
  }

  private boolean isStale(Sample sample, long nowNanos) {
    return freshNanos > 0 && nowNanos - sample.nanos() >= freshNanos;
  }

  /** The newest pose of the tool that was not told yet and can be joined. */
  private @Nullable Moment together(long nowNanos) {
    Link own = live.getFirst();
    boolean isTimed = live.stream().allMatch(link -> link.sample(0).hasTime());
    for (int age = 0; age < own.size(); age++) {
      Sample sample = own.sample(age);
      if (sample.order() <= told || isStale(sample, nowNanos)) {
        return null;
      }
      if (sample.isOk() && (!isTimed || sample.hasTime()) && join(sample, isTimed)) {
        told = sample.order();
        return moment(isTimed ? sample.epochMicros() : Pose.NO_TRACKER_TIME);
      }
    }
    return null;
  }

  private boolean join(Sample own, boolean isTimed) {
    joined[0] = own;
    for (int i = 1; i < live.size(); i++) {
      Link other = live.get(i);
      Sample nearest =
          isTimed && other.sample(0).epochMicros() < own.epochMicros()
              ? null // the one of that time may still come
              : nearest(other, own, isTimed);
      if (nearest == null || !nearest.isOk() || apart(nearest, own, isTimed) > joinNanos) {
        return false;
      }
      joined[i] = nearest;
    }
    return true;
  }

  private static @Nullable Sample nearest(Link link, Sample own, boolean isTimed) {
    Sample nearest = null;
    for (int age = 0; age < link.size(); age++) {
      Sample one = link.sample(age);
      if ((!isTimed || one.hasTime())
          && (nearest == null || apart(one, own, isTimed) < apart(nearest, own, isTimed))) {
        nearest = one;
      }
    }
    return nearest;
  }

  /** Nanoseconds between two. */
  private static long apart(Sample one, Sample other, boolean isTimed) {
    return isTimed
        ? Math.abs(one.epochMicros() - other.epochMicros()) * Due.NANOS_PER_MICRO
        : Math.abs(one.nanos() - other.nanos());
  }

  private @Nullable Moment heldOrDue(long nowNanos) {
    Sample first = live.getFirst().sample(0);
    boolean isTimed = live.stream().allMatch(link -> link.sample(0).hasTime());
    boolean isOneMoment =
        live.stream()
            .allMatch(link -> apart(link.sample(0), first, isTimed) <= (isTimed ? 0 : joinNanos));
    if (isOneMoment) {
      dueNanos = Due.NEVER;
      return held();
    }
    dueNanos = Math.min(dueNanos, nowNanos + joinNanos);
    return null;
  }

  /** The newest of each link, told at the time of the newest of all. */
  private Moment held() {
    Sample newest = live.getFirst().sample(0);
    for (int i = 0; i < joined.length; i++) {
      Sample one = live.get(i).sample(0);
      joined[i] = one;
      newest = one.nanos() - newest.nanos() > 0 ? one : newest;
    }
    Moment moment = moment(newest.epochMicros());
    return new Moment(moment.tool(), newest.nanos(), moment.epochMicros());
  }

  private Moment moment(long epochMicros) {
    Rigid motion = Rigid.IDENTITY;
    long capturedNanos = Long.MAX_VALUE;
    int next = 0;
    for (Step step : steps) {
      Rigid way = step.link().fixedMotion();
      if (!step.link().isFixed()) {
        Sample sample = joined[next++];
        if (sample == null) {
          throw new IllegalStateException("a link without a sample");
        }
        way = sample.motion();
        capturedNanos = Math.min(capturedNanos, sample.nanos());
      }
      motion = (step.forward() ? way : way.inverse()).after(motion);
    }
    return new Moment(ToolPose.at(tool, motion.normalized()), capturedNanos, epochMicros);
  }
}
