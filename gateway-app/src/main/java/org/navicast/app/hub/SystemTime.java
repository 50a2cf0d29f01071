package org.navicast.app.hub;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.link.TimeSource;

/** The clocks of this machine: below the app, nothing reads one by itself. */
public final class SystemTime {
  /** Monotonic and wall clock. */
  public static final TimeSource SOURCE = new TimeSource(System::nanoTime, SystemTime::epochMicros);

  private SystemTime() {}

  /** The wall clock, microseconds since 1970 UTC. */
  public static long epochMicros() {
    return epochMicros(Instant.now());
  }

  /** A moment in microseconds since 1970 UTC. */
  public static long epochMicros(Instant instant) {
    return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
  }
}
