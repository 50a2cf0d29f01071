package org.navicast.cast.subscription;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.json.Sender;

/** What a hub is asked for a subscription with. */
public final class SubscriptionForm {
  private final Map<String, String> subscribe;
  private final String topic;

  public SubscriptionForm(
      String topic, List<String> events, int leaseSeconds, Dialect dialect, Sender sender) {
    this.topic = topic;
    this.subscribe = new LinkedHashMap<>();
    subscribe.put("hub.mode", "subscribe");
    subscribe.put("hub.channel.type", "websocket");
    subscribe.put("hub.topic", topic);
    subscribe.put("hub.events", String.join(",", asked(events, dialect)));
    subscribe.put("hub.lease_seconds", Integer.toString(leaseSeconds));
    subscribe.put("subscriber.name", sender.subscriberName());
    switch (dialect) {
      case Dialect.Cast _ -> {
        subscribe.put("subscriber.product.name", sender.product());
        subscribe.put(
            "subscriber.actors", HubMessages.MAPPER.writeValueAsString(List.of(sender.actor())));
      }
      case Dialect.Fhircast _ -> {}
    }
  }

  private static List<String> asked(List<String> events, Dialect dialect) {
    return switch (dialect) {
      case Dialect.Cast _ -> Stream.concat(events.stream(), Stream.of(Echo.EVENT)).toList();
      case Dialect.Fhircast _ -> events;
    };
  }

  /** Asks for a new one. */
  Map<String, String> subscribe() {
    return subscribe;
  }

  /** Asks for more time for the one of that endpoint. */
  Map<String, String> renew(String endpoint) {
    Map<String, String> renew = new LinkedHashMap<>(subscribe);
    renew.put("hub.channel.endpoint", endpoint);
    return renew;
  }

  /** Gives the one of that endpoint back. */
  Map<String, String> unsubscribe(String endpoint) {
    return Map.of(
        "hub.mode",
        "unsubscribe",
        "hub.channel.type",
        "websocket",
        "hub.topic",
        topic,
        "hub.channel.endpoint",
        endpoint);
  }
}
