package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.cast.json.EventSchemas;
import org.navicast.cast.json.Sender;

class HubMessagesTest {
  private static final String REQUEST =
      "{\"event\":{\"hub.topic\":\"OR-3\",\"hub.event\":\"status-request\","
          + "\"context\":{\"dataType\":\"STATUS\",\"id\":\"req-1\"}}}";

  @Test
  void statusResponseIsAsPublished() {
    HubEvent request = HubMessages.event(REQUEST).orElseThrow();
    String response =
        HubMessages.statusResponse(
            request,
            HubMessages.statusRequestId(request).orElseThrow(),
            new Sender(
                "or-3",
                "4f1c2f0e-6d8e-4a39-9d53-0b7a8f2f5c11",
                "NAVICAST-A1B2C3",
                "NAVICast",
                "CONTROLLER"),
            1,
            1_795_241_590_123_456L,
            List.of(
                new StatusItem("availability", "online"),
                new StatusItem("device.pedals", "connected")));
    EventSchemas.assertValid(response);
    assertThat(response).contains("\"id\":\"req-1\"");
  }
}
