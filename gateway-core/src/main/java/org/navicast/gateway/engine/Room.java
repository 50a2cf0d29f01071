package org.navicast.gateway.engine;

import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;

/** Keeps what the hub says of the room: of a study no more than which one is open. */
final class Room {
  private RoomState.Study study = RoomState.Study.UNKNOWN;
  private StudyId open = StudyId.UNKNOWN;
  private long subscribersLeft;

  void accept(HubInput input) {
    switch (input) {
      case HubInput.Linked _ -> {
        study = RoomState.Study.UNKNOWN;
        open = StudyId.UNKNOWN;
      }
      case HubInput.StudyOpened opened -> {
        study = RoomState.Study.OPEN;
        open = opened.study();
      }
      case HubInput.StudyClosed closed -> close(closed.study());
      case HubInput.SubscriberLeft _ -> subscribersLeft++;
      case HubInput.Unlinked _, HubInput.ViewerTold _, HubInput.ViewerLeft _, HubInput.Roll _ -> {
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
    }
  }

  RoomState state() {
    return new RoomState(study, subscribersLeft);
  }
}
