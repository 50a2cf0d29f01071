package org.navicast.cast.incoming;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.TimeSource;

/**
 * What becomes of the events that the hub hands on: each is acknowledged where the hub's language
 * wants that, answered where it asks, and told to the owner where it was subscribed to.
 */
public final class Incoming {
  private final Dialect dialect;
  private final List<String> events;
  private final Sender sender;
  private final TimeSource time;
  private final Consumer<HubEvent> owner;
  private final Supplier<List<StatusItem>> status;
  private Notifications notifications = new Notifications();
  private final StatusAnswers answers = new StatusAnswers();
  private long statusAnswers;

  /**
   * @param events names of those that were subscribed to
   * @param owner is told of them
   * @param status what a status request is answered with
   */
  public Incoming(
      Dialect dialect,
      List<String> events,
      Sender sender,
      TimeSource time,
      Consumer<HubEvent> owner,
      Supplier<List<StatusItem>> status) {
    this.dialect = dialect;
    this.events = List.copyOf(events);
    this.sender = sender;
    this.time = time;
    this.owner = owner;
    this.status = status;
  }

  /** The hub begins anew. */
  public void linkBegins() {
    notifications = new Notifications();
    answers.clear();
  }

  /**
   * Takes an event.
   *
   * @param answer acknowledges it to the hub, on the socket that it came from
   * @return whether the event takes back that the hub took one of ours
   */
  public boolean received(HubEvent event, Consumer<String> answer) {
    boolean news =
        switch (dialect) {
          case Dialect.Cast _ -> HubMessages.isFor(sender, event);
          case Dialect.Fhircast _ -> {
            HubMessages.acknowledgement(event).ifPresent(answer);
            yield notifications.isNew(event);
          }
        };
    if (!news) {
      return false;
    }
    if (events.contains(HubEvent.STATUS_REQUEST)) {
      HubMessages.statusRequestId(event)
          .ifPresent(id -> answers.ask(new StatusAnswers.Asked(event, id)));
    }
    // Hubs match names loosely, so what was not asked for may arrive.
    if (events.stream().anyMatch(asked -> asked.equals("*") || event.is(asked))) {
      owner.accept(event);
    }
    return HubMessages.isRefusalOf(sender, event);
  }

  /**
   * Answers the status request whose turn it is, if any; to be called when nothing urgent waits,
   * and now and then.
   *
   * @param answer sends a message to the hub
   */
  public void answerStatus(Consumer<String> answer) {
    StatusAnswers.Asked asked = answers.next(time.nanos());
    if (asked != null) {
      answer.accept(
          HubMessages.statusResponse(
              asked.request(), asked.id(), sender, ++statusAnswers, time.micros(), status.get()));
    }
  }
}
