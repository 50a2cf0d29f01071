package org.navicast.driver.igtlink;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The types of messages that can be decoded, each by the words that name it in a header: first the
 * one that is sent. The protocol's page on queries and its reference library cut long names in
 * different places, so some have two.
 */
public enum IgtlType {
  TRANSFORM("TRANSFORM"),
  POSITION("POSITION"),
  QTRANS("QTRANS"),
  TDATA("TDATA"),
  QTDATA("QTDATA"),
  STATUS("STATUS"),
  STRING("STRING"),
  SENSOR("SENSOR"),
  POINT("POINT"),
  CAPABILITY("CAPABILITY"),
  COMMAND("COMMAND"),
  RTS_COMMAND("RTS_COMMAND"),
  NDARRAY("NDARRAY"),
  GET_TRANSFORM("GET_TRANS", "GET_TRANSFOR"),
  GET_POSITION("GET_POSITION"),
  GET_QTRANS("GET_QTRANS"),
  GET_STATUS("GET_STATUS"),
  GET_CAPABILITY("GET_CAPABIL", "GET_CAPABILI"),
  GET_POINT("GET_POINT"),
  STT_TDATA("STT_TDATA"),
  STT_QTDATA("STT_QTDATA"),
  STP_TDATA("STP_TDATA"),
  STP_QTDATA("STP_QTDATA"),
  RTS_TDATA("RTS_TDATA"),
  RTS_QTDATA("RTS_QTDATA");

  /** What a tracker's client has a use for. */
  public static final Set<IgtlType> OF_TRACKERS =
      Collections.unmodifiableSet(
          EnumSet.of(
              TRANSFORM,
              POSITION,
              QTRANS,
              TDATA,
              QTDATA,
              STATUS,
              CAPABILITY,
              RTS_TDATA,
              RTS_QTDATA));

  /** Length of the type's field in the header, NUL padded. */
  static final int BYTES = 12;

  private final String word;
  private final String otherWord;

  IgtlType(String word) {
    this(word, word);
  }

  IgtlType(String word, String otherWord) {
    this.word = word;
    this.otherWord = otherWord;
  }

  /** The word that is sent. */
  String word() {
    return word;
  }

  /** All words that are understood. */
  Set<String> words() {
    return otherWord.equals(word) ? Set.of(word) : Set.of(word, otherWord);
  }
}
