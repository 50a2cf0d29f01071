package org.navicast.cast.hub;

import java.util.function.Consumer;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.json.Sender;

/**
 * What becomes of the events that the hub hands on: each is acknowledged where the hub's language
 * wants that, answered where it asks, and told to the owner where it was subscribed to.
 */
final class Incoming {
  private final HubConfig config;
  private final Sender sender;
  private final TimeSource time;
  private final HubClient.Listener listener;
  private Notifications notifications = new Notifications();
  private long statusAnswers;

  Incoming(HubConfig config, Sender sender, TimeSource time, HubClient.Listener listener) {
    this.config = config;
    this.sender = sender;
    this.time = time;
    this.listener = listener;
  }

  /** The hub begins anew. */
  void linkBegins() {
    notifications = new Notifications();
  }

  /**
   * Takes an event.
   *
   * @param answer sends a message to the hub on the socket that the event came from
   * @return whether the event takes back that the hub took one of ours
   */
  boolean received(HubEvent event, Consumer<String> answer) {
    boolean news =
        switch (config.dialect()) {
          case Dialect.Cast _ -> HubMessages.isFor(sender, event);
          case Dialect.Fhircast _ -> {
            HubMessages.acknowledgement(event).ifPresent(answer);
            yield notifications.isNew(event);
          }
        };
    if (!news) {
      return false;
    }
    if (config.events().contains(HubEvent.STATUS_REQUEST)) {
      HubMessages.statusRequestId(event).ifPresent(id -> answer.accept(status(event, id)));
    }
    // Hubs match names loosely, so what was not asked for may arrive.
    if (config.events().stream().anyMatch(asked -> asked.equals("*") || event.is(asked))) {
      listener.received(event);
    }
    return HubMessages.isRefusalOf(sender, event);
  }

  private String status(HubEvent request, String id) {
    return HubMessages.statusResponse(
        request, id, sender, ++statusAnswers, time.micros(), listener.status());
  }
}
