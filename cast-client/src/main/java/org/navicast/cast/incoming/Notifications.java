package org.navicast.cast.incoming;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what is new among the events that a FHIRcast hub sends over one link (FHIRcast 3.0.0, 2.5):
 * a retry of an event has its id, and what is older than the current context no longer counts.
 */
final class Notifications {
  /** A hub retries the newest few. */
  static final int KEPT_IDS = 64;

  private final Set<String> ids = new LinkedHashSet<>();
  private Instant context = Instant.MIN;

  /** False for a retry, and for a context that a newer one has replaced already. */
  boolean isNew(HubEvent event) {
    String id = event.envelope().path("id").asString("");
    if (!id.isEmpty() && !remember(id)) {
      return false;
    }
    String name = event.name().toLowerCase(Locale.ROOT);
    if (!name.endsWith("-open") && !name.endsWith("-close")) {
      return true;
    }
    Optional<Instant> at = instant(event.envelope().path("timestamp").asString(""));
    if (at.isPresent() && at.get().isBefore(context)) {
      return false;
    }
    context = at.orElse(context);
    return true;
  }

  private boolean remember(String id) {
    if (!ids.add(id)) {
      return false;
    }
    if (ids.size() > KEPT_IDS) {
      ids.remove(ids.iterator().next());
    }
    return true;
  }

  /** Without a zone it is UTC; what is no time at all cannot be compared. */
  private static Optional<Instant> instant(String timestamp) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(timestamp, Instant::from, LocalDateTime::from);
      return Optional.of(
          time instanceof LocalDateTime local
              ? local.toInstant(ZoneOffset.UTC)
              : Instant.from(time));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
