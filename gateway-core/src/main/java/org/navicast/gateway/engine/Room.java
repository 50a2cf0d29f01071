package org.navicast.gateway.engine;

import java.util.Set;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;

/** Keeps what the hub says of the room: of a study no more than which one is open. */
final class Room {
  private RoomState.Study study = RoomState.Study.UNKNOWN;
  private StudyId open = StudyId.UNKNOWN;
  private Set<String> modalities = Set.of();
  private long subscribersLeft;

  void accept(HubInput input) {
    switch (input) {
      case HubInput.Linked _, HubInput.Unlinked _ -> {
        study = RoomState.Study.UNKNOWN;
        open = StudyId.UNKNOWN;
        modalities = Set.of();
      }
      case HubInput.StudyOpened opened -> {
        study = RoomState.Study.OPEN;
        open = opened.study();
        modalities = opened.modalities();
      }
      case HubInput.StudyClosed closed -> close(closed.study());
      case HubInput.SubscriberLeft _ -> subscribersLeft++;
      case HubInput.ViewerTold _, HubInput.ViewerLeft _, HubInput.Roll _ -> {
        // say nothing of a study
      }
    }
  }

  /** The end of a study that another one has replaced already does not close that other one. */
  private void close(StudyId closed) {
    boolean another =
        study == RoomState.Study.OPEN
            && !open.equals(StudyId.UNKNOWN)
            && !closed.equals(StudyId.UNKNOWN)
            && !open.equals(closed);
    if (!another) {
      study = RoomState.Study.CLOSED;
      open = StudyId.UNKNOWN;
      modalities = Set.of();
    }
  }

  RoomState state() {
    return new RoomState(study, modalities, subscribersLeft);
  }
}
