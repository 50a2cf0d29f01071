package org.navicast.gateway.input;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the hub said that the gateway takes note of. */
public sealed interface HubInput {

  /** A new link to the hub: what was said over an older one may no longer hold. */
  record Linked() implements HubInput {}

  /** The link to the hub is gone. */
  record Unlinked() implements HubInput {}

  /**
   * Somebody opened an imaging study.
   *
   * @param modalities by which it was made, as DICOM has them, such as {@code CT}; empty where the
   *     hub does not say
   */
  record StudyOpened(StudyId study, Set<String> modalities) implements HubInput {
    public StudyOpened {
      modalities = Set.copyOf(modalities);
    }
  }

  /** Somebody closed an imaging study. */
  record StudyClosed(StudyId study) implements HubInput {}

  /**
   * A subscriber of the topic, a viewer most likely, is gone.
   *
   * @param name of the subscriber; empty where the hub does not say
   */
  record SubscriberLeft(String name) implements HubInput {}

  /** A viewer says how it is. */
  record ViewerTold(Viewer viewer) implements HubInput {}

  /** A viewer says that it goes. */
  record ViewerLeft(String name) implements HubInput {}

  /**
   * All who were there were asked how they are.
   *
   * @param askedNanos when, by the monotonic clock: who was heard later may not have been asked
   * @param viewers those who answered, and are viewers
   * @param present the {@link Viewer#key keys} of all who were asked, also of those who said
   *     nothing
   */
  record Roll(long askedNanos, List<Viewer> viewers, Set<String> present) implements HubInput {
    /** More than any room has. */
    private static final int MAX = 64;

    public Roll {
      viewers = viewers.stream().limit(MAX).toList();
      present = present.stream().map(Viewer::key).collect(Collectors.toUnmodifiableSet());
    }
  }
}
