package org.navicast.conformance;

import java.util.Locale;

/** Which kind of hub is played. */
public enum Dialect {
  CAST,
  FHIRCAST;

  /** The word for it in cases and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
