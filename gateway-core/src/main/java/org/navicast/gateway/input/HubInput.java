package org.navicast.gateway.input;

/** What the hub said that the gateway takes note of. */
public sealed interface HubInput {

  /** A new link to the hub: what was said over an older one may no longer hold. */
  record Linked() implements HubInput {}

  /** Somebody opened an imaging study. */
  record StudyOpened(StudyId study) implements HubInput {}

  /** Somebody closed an imaging study. */
  record StudyClosed(StudyId study) implements HubInput {}

  /** A subscriber of the topic, a viewer most likely, is gone. */
  record SubscriberLeft() implements HubInput {}
}
