package org.navicast.cast.outbox;

import java.util.Locale;

/** What became of an event. */
public enum Fate {
  /** Handed to the socket. */
  SENT,
  /** It took the place of an older one that waited, or came to nothing before it was told. */
  MERGED,
  /** Its deadline was over before it could go. */
  LATE,
  /** There was no link when it was made. */
  UNLINKED,
  /** It waited when the link was cut. */
  CUT,
  /** More waited than a person can make. */
  CROWDED,
  /** The press that it is made of was dropped or cancelled. */
  ORPHANED,
  /** The hub refused it, or it was lost with a request whose answer never came. */
  FAILED;

  /** True where it was dropped before anybody was told of it. */
  public boolean isDropped() {
    return switch (this) {
      case LATE, UNLINKED, CUT, CROWDED, ORPHANED -> true;
      case SENT, MERGED, FAILED -> false;
    };
  }

  /** The word for it in figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
