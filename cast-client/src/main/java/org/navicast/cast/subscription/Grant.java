package org.navicast.cast.subscription;

import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.incoming.Reading;
import org.navicast.cast.link.HubAddress;
import tools.jackson.databind.JsonNode;

/**
 * What a hub grants when it is asked for a subscription.
 *
 * @param endpoint as the hub names it, which names the subscription
 * @param pathAndQuery of its WebSocket, at the address by which the hub was reached
 * @param takesEvents whether the hub takes events on that WebSocket
 * @param leaseSeconds how long it lasts; 0 where the hub does not say
 */
public record Grant(String endpoint, String pathAndQuery, boolean takesEvents, long leaseSeconds) {

  /** What is read of a hub's answer. */
  static final Reading ANSWER = Reading.of(HubMessages.FIELDS);

  /**
   * @throws IllegalArgumentException in plain words where the answer grants nothing
   */
  static Grant read(String body) {
    JsonNode reply = ANSWER.read(body);
    if (reply.isMissingNode()) {
      throw new IllegalArgumentException("the hub's answer to the subscription is not JSON");
    }
    String endpoint = reply.path("hub.channel.endpoint").asString("");
    boolean takesEvents = false;
    for (JsonNode way : reply.path("navicast.publish")) {
      takesEvents |= way.asString("").equals("websocket");
    }
    return new Grant(
        endpoint, HubAddress.pathAndQuery(endpoint), takesEvents, HubMessages.leaseSeconds(reply));
  }
}
