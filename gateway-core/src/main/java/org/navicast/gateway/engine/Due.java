package org.navicast.gateway.engine;

/** Points in time at which something has to be done even if no device reports anything. */
public final class Due {
  /** Nothing has to be done. */
  public static final long NEVER = Long.MAX_VALUE;

  public static final long NANOS_PER_MILLI = 1_000_000;
  public static final long NANOS_PER_MICRO = 1_000;

  private Due() {}
}
