package org.navicast.gateway.engine;

import java.util.List;
import java.util.Set;
import org.navicast.gateway.input.Viewer;

/**
 * Who listens to actions, at the moment of asking.
 *
 * @param viewers those that understand an action, in the order in which they were first heard
 * @param isPaused true where all that understand one of the profile are paused, so that nothing
 *     starts
 * @param notUnderstood the actions of the profile that no viewer understands; empty where none has
 *     said what it understands
 */
public record AudienceState(List<Viewer> viewers, boolean isPaused, Set<String> notUnderstood) {
  /** Nobody is known to listen. */
  public static final AudienceState NOBODY = new AudienceState(List.of(), false, Set.of());

  public AudienceState {
    viewers = List.copyOf(viewers);
    notUnderstood = Set.copyOf(notUnderstood);
  }
}
