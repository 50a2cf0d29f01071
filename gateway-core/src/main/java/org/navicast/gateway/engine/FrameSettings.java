package org.navicast.gateway.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.navicast.gateway.input.Rigid;

/**
 * In which frames the tools of a tracker are told.
 *
 * @param fixed motions between frames that do not change, such as a registration or a calibration
 * @param published what is told; all that the tracker sends, as it sends it, where that is empty
 */
public record FrameSettings(List<Fixed> fixed, List<Published> published) {

  public static final FrameSettings NONE = new FrameSettings(List.of(), List.of());

  /**
   * A motion that does not change: what is at p in {@code from} is at {@code motion} · p in {@code
   * to}.
   */
  public record Fixed(String from, String to, Rigid motion) {}

  /** A tool, and the frame that it is told in. */
  public record Published(String tool, String in) {}

  /**
   * @throws IllegalArgumentException when something is there twice, or a frame leads to itself
   */
  public FrameSettings {
    fixed = List.copyOf(fixed);
    published = List.copyOf(published);
    Set<Set<String>> pairs = new HashSet<>();
    for (Fixed one : fixed) {
      if (one.from().equals(one.to()) || !pairs.add(Set.of(one.from(), one.to()))) {
        throw new IllegalArgumentException(
            "the way from " + one.from() + " to " + one.to() + " is there twice, or is none");
      }
    }
    Set<Published> seen = new HashSet<>();
    for (Published one : published) {
      if (one.tool().equals(one.in()) || !seen.add(one)) {
        throw new IllegalArgumentException(
            one.tool() + " in " + one.in() + " is published twice, or says nothing");
      }
    }
  }
}
