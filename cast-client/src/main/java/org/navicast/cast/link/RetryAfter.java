package org.navicast.cast.link;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: how long a server asks to be left alone (RFC 9110, 10.2.3). */
final class RetryAfter {
  /** Nobody is left without input for longer because a server says so. */
  static final long MAX_SECONDS = 60;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

  private RetryAfter() {}

  /**
   * The time in milliseconds, bounded; 0 where there is none. A date counts as none: the clocks of
   * hub and gateway need not agree.
   */
  static long millis(@Nullable String header) {
    return header == null || !SECONDS.matcher(header).matches()
        ? 0
        : 1_000 * Math.min(MAX_SECONDS, Long.parseLong(header));
  }
}
