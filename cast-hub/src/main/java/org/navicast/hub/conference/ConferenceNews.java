package org.navicast.hub.conference;

import tools.jackson.databind.node.ObjectNode;

/** Where is told what becomes of conferences. */
public interface ConferenceNews {
  /** They are not what they were. */
  void conferencesChanged();

  /** Publishes an event of a conference on every node, whoever listens to its topic there. */
  void tellEverywhere(ObjectNode envelope);
}
