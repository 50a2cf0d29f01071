package org.navicast.cast.event;

import java.util.List;

/**
 * What the controls mean now: {@code navi-profile}. Told when that changes, and when the link is
 * back; the newest is true.
 *
 * @param profile name of the profile that is on
 * @param mode name of its mode that is on; empty where it has none
 * @param reason one plain sentence on why it is told
 * @param bindings unmodifiable
 */
public record NaviProfile(
    long capturedNanos, String profile, String mode, String reason, List<Binding> bindings)
    implements NaviEvent {

  public static final String NAME = "navi-profile";

  /** Whether a viewer has said that it knows an action. */
  public enum Understood {
    YES,
    NO,
    /** No viewer has said which actions it knows. */
    UNKNOWN
  }

  /**
   * What one input means.
   *
   * @param input control and gesture, or axes, such as {@code left tap} or {@code cap x}
   * @param words the same and the action in a person's words
   */
  public record Binding(
      String device, String input, String action, String words, Understood understood) {}

  public NaviProfile {
    bindings = List.copyOf(bindings);
  }

  /** It is of no device. */
  @Override
  public Source source() {
    return Source.GATEWAY;
  }

  @Override
  public String name() {
    return NAME;
  }
}
