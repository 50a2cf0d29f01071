package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.navicast.hub.http.Json;
import tools.jackson.databind.node.ObjectNode;

class ProcessFiguresTest {
  private long nanos = 5_000_000_000L;
  private Optional<Duration> taken = Optional.of(Duration.ofMillis(700));
  private final ProcessFigures figures =
      new ProcessFigures(() -> Instant.EPOCH, () -> nanos, () -> taken);

  private ObjectNode look(long millisLater) {
    nanos += millisLater * 1_000_000;
    ObjectNode told = Json.object();
    figures.addTo(told);
    return told;
  }

  @Test
  void theProcessorsShareIsOfTheTimeSinceSomebodyLookedBefore() {
    assertFalse(look(999).has("cpu_percent"));
    taken = Optional.of(Duration.ofMillis(1_200));
    assertEquals(25.0, look(1_001).path("cpu_percent").asDouble());
    taken = Optional.of(Duration.ofMillis(9_999));
    assertEquals(25.0, look(500).path("cpu_percent").asDouble(), "too soon to say anything new");
    taken = Optional.of(Duration.ofMillis(4_200));
    assertEquals(150.0, look(1_500).path("cpu_percent").asDouble(), "of two cores");
  }

  @Test
  void whatTheSystemDoesNotTellIsLeftOut() {
    taken = Optional.empty();
    assertFalse(look(2_000).has("cpu_percent"));
    assertFalse(look(2_000).has("cpu_percent"));
  }

  @Test
  void theTimeSinceTheStartIsToldInSeconds() {
    ObjectNode told = look(61_500);
    assertEquals(61, told.path("uptime_seconds").asInt());
    assertEquals("1970-01-01T00:00:00Z", told.path("started_at").asString());
  }
}
