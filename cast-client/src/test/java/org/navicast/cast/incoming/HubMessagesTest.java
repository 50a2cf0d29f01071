package org.navicast.cast.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.cast.json.EventSchemas;
import org.navicast.cast.json.Sender;

class HubMessagesTest {
  private static final String REQUEST =
      "{\"event\":{\"hub.topic\":\"OR-3\",\"hub.event\":\"status-request\","
          + "\"context\":{\"dataType\":\"STATUS\",\"id\":\"req-1\"}}}";

  @Test
  void statusResponseIsAsPublished() {
    HubEvent request =
        HubMessages.event(Reading.of(HubMessages.FIELDS).read(REQUEST)).orElseThrow();
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
                new StatusItem.Words("availability", "online"),
                new StatusItem.Words("device.pedals", "connected")));
    EventSchemas.assertValid(response);
    assertThat(response).contains("\"id\":\"req-1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|true",
        "{\"target.subscriber.name\":\"*\",\"target.actor\":null}|true",
        "{\"target.subscriber.name\":\"navicast-a1b2c3\"}|true",
        "{\"target.subscriber.name\":\"VIEWER\"}|false",
        "{\"target.product.name\":\"NAVICast\"}|true",
        "{\"target.product.name\":\"navicast\"}|false",
        "{\"target.actor\":{\"id\":\"x\",\"name\":\"CONTROLLER\"}}|true",
        "{\"target.actor\":[\"CONTROLLER\"]}|false",
        "{\"target.actor\":\"CONTROLLER\",\"target.product.name\":\"VolView\"}|false",
      })
  void whatIsMeantForSomebodyElseIsNotForUs(String envelope, boolean ours) {
    HubEvent event = new HubEvent("x", "OR-3", HubMessages.MAPPER.readTree(envelope));
    Sender us = new Sender("or-3", "s", "NAVICAST-A1B2C3", "NAVICast", "CONTROLLER");
    assertThat(HubMessages.isFor(us, event)).isEqualTo(ours);
  }
}
