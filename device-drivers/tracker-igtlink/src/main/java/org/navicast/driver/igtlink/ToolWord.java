package org.navicast.driver.igtlink;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a server's metadata says of a tool, in doubt against it: a pose that a surgeon relies on
 * needs a word that is understood.
 *
 * <p>Source: the metadata that PLUS adds to TRANSFORM, POSITION and TDATA.
 */
enum ToolWord {
  /** Nothing is said of it. */
  NONE,
  /** Seen, and none of its switches is on. */
  OK,
  /** Seen, and its first switch is on; two are not told of at once. */
  SWITCH_1,
  SWITCH_2,
  SWITCH_3,
  /** Not seen, or something is said that is not understood. */
  DOUBT;

  private static final String TRANSFORM_STATUS = "Transform" + Metadata.STATUS;

  /** Of the one tool of a message. */
  static ToolWord of(Metadata metadata) {
    if (metadata.values().isEmpty()) {
      return NONE;
    }
    ToolWord status =
        worse(of(metadata.value(TRANSFORM_STATUS)), of(metadata.value(Metadata.STATUS)));
    // PLUS says that a transform is valid where its status is OK, and nowhere else.
    return status.switchOn() > 0 || isTrue(metadata.value(Metadata.TRANSFORM_VALID))
        ? status
        : DOUBT;
  }

  /** Of one tool of a message with several, by its whole name. */
  static ToolWord of(Metadata metadata, String name) {
    // Asked first: joining the key for every tool of every message without metadata is waste.
    if (metadata.values().isEmpty()) {
      return NONE;
    }
    ToolWord word = of(metadata.value(name + Metadata.STATUS));
    // A message that tells of the state of others leaves open that of this one.
    return word == NONE && metadata.tellsStates() ? DOUBT : word;
  }

  /** False where its pose must not be used. */
  boolean isSeen() {
    return this != DOUBT;
  }

  /** Which of its switches is on, from 1; 0 for none. */
  int switchOn() {
    return switch (this) {
      case SWITCH_1 -> 1;
      case SWITCH_2 -> 2;
      case SWITCH_3 -> 3;
      case NONE, OK, DOUBT -> 0;
    };
  }

  private static ToolWord of(@Nullable String status) {
    return status == null
        ? NONE
        : switch (status.toUpperCase(Locale.ROOT)) {
          case "OK" -> OK;
          case "SWITCH1_IS_ON" -> SWITCH_1;
          case "SWITCH2_IS_ON" -> SWITCH_2;
          case "SWITCH3_IS_ON" -> SWITCH_3;
          default -> DOUBT;
        };
  }

  private static ToolWord worse(ToolWord a, ToolWord b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static boolean isTrue(@Nullable String valid) {
    return valid == null || valid.equalsIgnoreCase("true") || valid.equals("1");
  }
}
