package org.navicast.driver.igtlink;

import org.jspecify.annotations.Nullable;

/**
 * What a server's metadata says of a tool, in doubt against it: a pose that a surgeon relies on
 * needs a word that is understood.
 *
 * <p>Source: the metadata that PLUS adds to TRANSFORM, POSITION and TDATA.
 */
final class ToolWord {
  private static final String OK = "OK";
  private static final String TRANSFORM_STATUS = "Transform" + Metadata.STATUS;

  private ToolWord() {}

  /** Of the one tool of a TRANSFORM: false when a status other than OK, or not valid, is told. */
  static boolean isSeen(Metadata metadata) {
    return isOk(metadata.value(TRANSFORM_STATUS))
        && isOk(metadata.value(Metadata.STATUS))
        && isTrue(metadata.value(Metadata.TRANSFORM_VALID));
  }

  /** Of one tool of a TDATA. */
  static boolean isSeen(Metadata metadata, String name) {
    // Asked first: joining the key for every tool of every message without metadata is waste.
    return metadata.values().isEmpty() || isOk(metadata.value(name + Metadata.STATUS));
  }

  private static boolean isOk(@Nullable String status) {
    return status == null || status.equalsIgnoreCase(OK);
  }

  private static boolean isTrue(@Nullable String valid) {
    return valid == null || valid.equalsIgnoreCase("true") || valid.equals("1");
  }
}
