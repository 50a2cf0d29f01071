package org.navicast.hub.fhircast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AcknowledgementTest {
  @Test
  void theStatusIsANumberOrATextThatIsOne() {
    assertEquals(new Acknowledgement("e", 200), read("{\"id\":\"e\",\"status\":200}"));
    assertEquals(new Acknowledgement("e", 409), read("{\"id\":\"e\",\"status\":\"409\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"id\":\"e\"}",
        "{\"id\":\"\",\"status\":200}",
        "{\"id\":{},\"status\":200}",
        "{\"id\":\"e\",\"status\":\"fine\"}",
        "{\"id\":\"e\",\"status\":[409]}",
        "{\"id\":\"e\",\"status\":99999999999999999999}",
        "{\"type\":\"pong\",\"timestamp\":\"2026-01-01T00:00:00Z\"}"
      })
  void anythingElseIsNone(String message) {
    assertNull(read(message));
  }

  @Test
  void onlySuccessIsSuccess() {
    assertFalse(new Acknowledgement("e", 200).isRefusal());
    assertFalse(new Acknowledgement("e", 202).isRefusal());
    for (int status : new int[] {100, 300, 404, 409, 500, 599, -200}) {
      assertTrue(new Acknowledgement("e", status).isRefusal(), () -> "status " + status);
    }
    assertFalse(new Acknowledgement("e", 409).isFault());
    assertTrue(new Acknowledgement("e", 503).isFault());
  }

  private static @Nullable Acknowledgement read(String message) {
    return Acknowledgement.read(JsonMapper.shared().readTree(message));
  }
}
