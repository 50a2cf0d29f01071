package org.navicast.gateway.engine;

import java.util.Set;

/**
 * What the hub has said of the room, at the moment of asking.
 *
 * @param study whether an imaging study is open in the viewers
 * @param modalities by which the open study was made, as far as the hub says; empty while none is
 *     open
 * @param subscribersLeft how many subscribers of the topic have gone since the gateway started
 */
public record RoomState(Study study, Set<String> modalities, long subscribersLeft) {
  /** Nothing is known. */
  public static final RoomState NOTHING = new RoomState(Study.UNKNOWN, Set.of(), 0);

  /** Whether an imaging study is open. */
  public enum Study {
    /** The hub has said nothing of it since the link is up. */
    UNKNOWN("unknown"),
    /** One is open. */
    OPEN("open"),
    /** The one that was open was closed. */
    CLOSED("closed");

    private final String label;

    Study(String label) {
      this.label = label;
    }

    /** The word for it in the status. */
    public String label() {
      return label;
    }
  }
}
