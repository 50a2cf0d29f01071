package org.navicast.gateway.input;

/**
 * Which study: only good for telling whether two are the same. It may lead to a patient, so it must
 * not reach a log, a message or the status.
 *
 * @param value as the hub gave it; empty where it gave none
 */
public record StudyId(String value) {

  /** Longest that is told apart, in characters; a DICOM UID has at most 64. */
  private static final int MAX_LENGTH = 256;

  /** A hub that does not say which study. */
  public static final StudyId UNKNOWN = new StudyId("");

  public StudyId {
    value = value.substring(0, Math.min(MAX_LENGTH, value.length()));
  }

  /** A record's text reaches logs. */
  @Override
  public String toString() {
    return "StudyId[…]";
  }
}
