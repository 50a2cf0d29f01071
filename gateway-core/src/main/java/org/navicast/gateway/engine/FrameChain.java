package org.navicast.gateway.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.engine.Chain.Step;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * Tells the tools of a tracker in the frames that matter. What the tracker sends are ways between
 * frames (StylusTip to Tracker, Reference to Tracker), and so are registrations and calibrations;
 * the way from a tool to the frame that it is told in is the shortest chain of them, each taken
 * forward or back. {@link Chain} says when it is told.
 *
 * <p>A chain is as good as its weakest link: where one tool in it is missing, invalid or silent for
 * too long, so is the result.
 */
final class FrameChain {
  /** Until then a tool that is to be told may not have come yet. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final FrameSettings settings;
  private final PoseSettings poses;
  private final long freshNanos;
  private final DoubtBook doubts;

  /** What the tracker sends. */
  private final ToolTable<Holder> live = new ToolTable<>(Holder::new, this::disconnect);

  /** All ways that lead somewhere from a frame, fixed ones first. */
  private final Map<String, List<Step>> steps = new HashMap<>();

  private final List<Told> told;
  private @Nullable String device;

  /** The link of a tool in a frame, made when its names are known. */
  private static final class Holder {
    private @Nullable Link link;
  }

  /** One that is to be told. */
  private static final class Told {
    private final FrameSettings.Published published;
    private @Nullable Chain chain;
    private boolean isBegun;
    private long lastNanos;

    Told(FrameSettings.Published published) {
      this.published = published;
    }
  }

  /** What is told of one frame at one moment. */
  private record Key(String frame, long capturedNanos, long epochMicros) {}

  FrameChain(FrameSettings settings, PoseSettings poses, DoubtBook doubts) {
    this.settings = settings;
    this.poses = poses;
    this.freshNanos = poses.freshMillis() * Due.NANOS_PER_MILLI;
    this.doubts = doubts;
    this.told = settings.published().stream().map(Told::new).toList();
    for (FrameSettings.Fixed fixed : settings.fixed()) {
      connect(
          fixed.from(), fixed.to(), Link.fixed(fixed.from() + " in " + fixed.to(), fixed.motion()));
    }
  }

  /** Hands on what is told because of that frame of the tracker. */
  void accept(Pose pose, Consumer<Pose> out) {
    if (settings.published().isEmpty()) {
      out.accept(pose);
      return;
    }
    device = pose.device();
    List<Link> renewed = take(pose);
    Map<Key, List<ToolPose>> moments = new LinkedHashMap<>();
    for (Told one : told) {
      begin(one, pose.capturedNanos());
      Chain chain = one.chain;
      if (chain == null) {
        noteNoWay(one, pose.capturedNanos());
      } else if (renewed.stream().anyMatch(chain::uses)) {
        Chain.Moment moment = chain.hear(pose);
        if (moment == null) {
          noteApart(one, chain, pose.capturedNanos());
        } else {
          add(one, moment, pose.capturedNanos(), moments);
        }
      }
    }
    tell(pose.device(), moments, out);
  }

  /** Tells what has waited for its partner long enough. */
  void tick(long nowNanos, Consumer<Pose> out) {
    String its = device;
    if (its == null || nowNanos < dueNanos()) {
      return;
    }
    Map<Key, List<ToolPose>> moments = new LinkedHashMap<>();
    for (Told one : told) {
      Chain.Moment moment = one.chain == null ? null : one.chain.tick(nowNanos);
      if (moment != null) {
        add(one, moment, nowNanos, moments);
      }
    }
    tell(its, moments, out);
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    long due = Due.NEVER;
    for (int i = 0; i < told.size(); i++) {
      Chain chain = told.get(i).chain;
      due = chain == null ? due : Math.min(due, chain.dueNanos());
    }
    return due;
  }

  /** The tracker is gone: no tool is anywhere. */
  void forget() {
    live.forEach(
        (_, _, holder) -> {
          if (holder.link != null) {
            holder.link.forget();
          }
        });
    told.forEach(one -> one.isBegun = false);
  }

  private List<Link> take(Pose pose) {
    List<Link> renewed = new ArrayList<>(pose.tools().size());
    for (ToolPose tool : pose.tools()) {
      Holder holder = live.hear(pose.frame(), tool.name(), pose.capturedNanos());
      if (holder == null) {
        doubts.leftOut(tool.name(), pose.frame(), pose.capturedNanos());
        continue;
      }
      Link link = holder.link;
      if (link == null) {
        link = Link.live(tool.name() + " in " + pose.frame());
        holder.link = link;
        connect(tool.name(), pose.frame(), link);
        findChains();
      }
      link.hear(pose, tool);
      renewed.add(link);
    }
    return renewed;
  }

  private void connect(String from, String to, Link link) {
    steps.computeIfAbsent(from, _ -> new ArrayList<>()).add(new Step(to, link, true));
    steps.computeIfAbsent(to, _ -> new ArrayList<>()).add(new Step(from, link, false));
  }

  private void disconnect(String frame, String tool, Holder holder) {
    for (String end : List.of(frame, tool)) {
      List<Step> its = steps.getOrDefault(end, new ArrayList<>());
      its.removeIf(step -> step.link() == holder.link);
      if (its.isEmpty()) {
        steps.remove(end);
      }
    }
  }

  /** One that is the same as before goes on where it was. */
  private void findChains() {
    for (Told one : told) {
      List<Step> found = find(one.published);
      if (one.chain == null || !one.chain.isOf(found)) {
        one.chain =
            found.stream().allMatch(step -> step.link().isFixed())
                ? null
                : new Chain(one.published.tool(), found, poses);
      }
    }
  }

  /** The shortest chain; empty where there is none yet. */
  private List<Step> find(FrameSettings.Published published) {
    Map<String, List<Step>> found = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    found.put(published.tool(), List.of());
    next.add(published.tool());
    while (!next.isEmpty()) {
      String at = next.remove();
      List<Step> before = found.getOrDefault(at, List.of());
      if (at.equals(published.in())) {
        return before;
      }
      for (Step step : steps.getOrDefault(at, List.of())) {
        if (!found.containsKey(step.to())) {
          List<Step> chain = new ArrayList<>(before);
          chain.add(step);
          found.put(step.to(), chain);
          next.add(step.to());
        }
      }
    }
    return List.of();
  }

  private static void begin(Told one, long nowNanos) {
    if (!one.isBegun) {
      one.isBegun = true;
      one.lastNanos = nowNanos;
    }
  }

  private static void add(
      Told one, Chain.Moment moment, long nowNanos, Map<Key, List<ToolPose>> moments) {
    one.lastNanos = nowNanos;
    moments
        .computeIfAbsent(
            new Key(one.published.in(), moment.capturedNanos(), moment.epochMicros()),
            _ -> new ArrayList<>())
        .add(moment.tool());
  }

  private static void tell(String device, Map<Key, List<ToolPose>> moments, Consumer<Pose> out) {
    moments.forEach(
        (key, tools) ->
            out.accept(
                new Pose(device, key.capturedNanos(), key.frame(), key.epochMicros(), tools)));
  }

  private void noteNoWay(Told one, long nowNanos) {
    if (nowNanos - one.lastNanos >= PATIENCE_NANOS) {
      doubts.note(
          "no way " + one.published,
          one.published.tool()
              + " is not told, for no way leads from it to "
              + one.published.in()
              + "; look at publish and frames, and at the names that the tracker tells",
          1,
          nowNanos);
    }
  }

  private void noteApart(Told one, Chain chain, long nowNanos) {
    if (freshNanos > 0 && nowNanos - one.lastNanos >= freshNanos) {
      doubts.note(
          "apart " + one.published,
          one.published.tool()
              + " is not told in "
              + one.published.in()
              + ", for the tracker does not tell "
              + chain.links()
              + " of one moment, nor within poses.join-millis ("
              + poses.joinMillis()
              + ") of it",
          1,
          nowNanos);
    }
  }
}
