package org.navicast.cast.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class NotificationsTest {
  private final Notifications notifications = new Notifications();

  @Test
  void aRetryIsNotNew() {
    assertThat(isNew("a", "Patient-open", "2026-01-01T00:00:00Z")).isTrue();
    assertThat(isNew("a", "Patient-open", "2026-01-01T00:00:00Z")).isFalse();
    assertThat(isNew("b", "Patient-open", "2026-01-01T00:00:00Z")).isTrue();
  }

  @Test
  void whatHasNoIdIsAlwaysNew() {
    assertThat(isNew("", "x", "")).isTrue();
    assertThat(isNew("", "x", "")).isTrue();
  }

  @Test
  void anOlderContextDoesNotReplaceANewerOne() {
    assertThat(isNew("a", "ImagingStudy-open", "2026-01-01T00:00:01.5")).isTrue();
    assertThat(isNew("b", "imagingstudy-CLOSE", "2026-01-01T00:00:01.4Z")).isFalse();
    assertThat(isNew("c", "org.navicast.x", "2026-01-01T00:00:00Z")).as("no context").isTrue();
    assertThat(isNew("d", "ImagingStudy-open", "2026-01-01T01:00:01.6+01:00")).isTrue();
    assertThat(isNew("e", "ImagingStudy-open", "2026-01-01T00:00:01.5Z")).isFalse();
  }

  @Test
  void aTimeThatIsNoneCannotBeOld() {
    assertThat(isNew("a", "ImagingStudy-open", "2026-01-01T00:00:01Z")).isTrue();
    assertThat(isNew("b", "ImagingStudy-open", "2023-04-01T011:03:04.08")).isTrue();
    assertThat(isNew("c", "ImagingStudy-open", "2026-01-01T00:00:00Z")).isFalse();
  }

  @Test
  void onlySoManyIdsAreKept() {
    for (int i = 0; i <= Notifications.KEPT_IDS; i++) {
      assertThat(isNew("id" + i, "x", "")).isTrue();
    }
    assertThat(isNew("id0", "x", "")).as("forgotten").isTrue();
    assertThat(isNew("id" + Notifications.KEPT_IDS, "x", "")).isFalse();
  }

  private boolean isNew(String id, String name, String timestamp) {
    ObjectNode envelope = HubMessages.MAPPER.createObjectNode();
    envelope.put("id", id).put("timestamp", timestamp);
    return notifications.isNew(new HubEvent(name, "OR-3", envelope));
  }
}
