package org.navicast.hub.subscription;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Access;
import org.navicast.hub.fhircast.EventNames;
import org.navicast.hub.fhircast.FhircastSubscriber;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Subscribe, unsubscribe and DELETE: from fields to subscriptions. */
public final class SubscriptionRoutes {
  public static final String BIND_PATH = "/bind/";

  private static final Pattern ENDPOINT = Pattern.compile("/bind/([0-9A-Za-z-]{1,64})");
  private static final int MAX_EVENTS_LENGTH = 8_192;
  private static final int MAX_ACTORS = 64;

  /** By these a Cast client says of itself what FHIRcast has no words for. */
  private static final List<String> OF_CAST =
      List.of(
          "subscriber.product.name",
          "subscriber.product.version",
          "subscriber.actors",
          "subscriber.client_info");

  private final Subscriptions subscriptions;
  private final Leases leases;
  private final SubscriptionKeeper keeper;
  private final InstantSource clock;
  private final int maxNameLength;

  public SubscriptionRoutes(
      Subscriptions subscriptions,
      Leases leases,
      SubscriptionKeeper keeper,
      InstantSource clock,
      int maxNameLength) {
    this.subscriptions = subscriptions;
    this.leases = leases;
    this.keeper = keeper;
    this.clock = clock;
    this.maxNameLength = maxNameLength;
  }

  /**
   * @param sockets scheme, host and port by which the client reaches the sockets of this hub
   * @param fhircast whether it is asked where only FHIRcast is spoken
   */
  public ObjectNode subscribe(Fields fields, String sockets, Access access, boolean fhircast)
      throws Refusal {
    if (!fields.get("hub.channel.type", "").equals("websocket")) {
      throw bad("WebSub verification failed: this hub takes hub.channel.type=websocket only");
    }
    Interest interest = interest(fields);
    if (!access.permits(interest.topic())) {
      throw Access.otherTopic();
    }
    Subscription former = find(fields.get("hub.channel.endpoint", ""));
    if (former != null && former.interest().topic().equals(interest.topic())) {
      if (former.fhircast() != null) {
        checkFhircast(interest);
      }
      former.renew(interest, access);
      keeper.renewed(former);
      return granted(former, sockets);
    }
    @Nullable FhircastSubscriber form = null;
    if (fhircast || isFhircast(fields, interest)) {
      checkFhircast(interest);
      form = new FhircastSubscriber();
    }
    Subscription added = subscriptions.add(interest, clock.instant(), access, form);
    if (added == null) {
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "The hub has no room for another subscription");
    }
    keeper.granted(added);
    return granted(added, sockets);
  }

  /**
   * Nothing in a form says that it is FHIRcast's. It is, where it has no field of Cast's own and
   * asks for events of FHIRcast's names only.
   */
  private static boolean isFhircast(Fields fields, Interest interest) {
    return OF_CAST.stream().allMatch(name -> fields.get(name) == null)
        && !interest.events().isEmpty()
        && interest.events().stream().allMatch(EventNames::isFhircast);
  }

  private static void checkFhircast(Interest interest) throws Refusal {
    if (interest.topic().isEmpty()) {
      throw bad("hub.topic is missing");
    }
    if (interest.leaseSeconds() < 1) {
      throw bad("hub.lease_seconds must be at least 1");
    }
  }

  private static ObjectNode endpoint(Subscription subscription, String sockets) {
    return Json.object().put("hub.channel.endpoint", sockets + BIND_PATH + subscription.id());
  }

  private ObjectNode granted(Subscription subscription, String sockets) {
    ObjectNode reply = endpoint(subscription, sockets);
    if (subscription.fhircast() != null) {
      return reply; // it is told its lease by the confirmation
    }
    if (subscription.access().ends()) {
      reply.put("hub.lease_seconds", leases.seconds(subscription));
    }
    reply.putArray("navicast.publish").add("websocket").add("http");
    return reply;
  }

  private Interest interest(Fields fields) throws Refusal {
    JsonNode info = clientInfo(fields);
    String events = String.join(",", fields.all("hub.events"));
    if (events.length() > MAX_EVENTS_LENGTH) {
      throw bad("hub.events is longer than " + MAX_EVENTS_LENGTH + " characters");
    }
    return new Interest(
        bounded("hub.topic", fields.get("hub.topic", "")),
        Interest.eventNames(events),
        bounded("subscriber.name", fields.get("subscriber.name", "unknown")),
        bounded(
            "subscriber.product.name",
            fields.get("subscriber.product.name", Json.text(info, "productName"))),
        bounded(
            "subscriber.product.version",
            fields.get("subscriber.product.version", Json.text(info, "version"))),
        actors(fields),
        bounded("subscriber.client_info", Json.text(info, "timezone")),
        leaseSeconds(fields));
  }

  private static JsonNode clientInfo(Fields fields) throws Refusal {
    String text = fields.get("subscriber.client_info", "{}");
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> actors(Fields fields) throws Refusal {
    List<String> actors = new ArrayList<>();
    for (String text : fields.all("subscriber.actors")) {
      if (text.stripLeading().startsWith("[")) {
        Json.read(text.getBytes(StandardCharsets.UTF_8))
            .forEach(actor -> actors.add(actor.asString("")));
      } else {
        actors.add(text);
      }
    }
    if (actors.size() > MAX_ACTORS) {
      throw bad("subscriber.actors has more than " + MAX_ACTORS + " entries");
    }
    List<String> bounded = new ArrayList<>();
    for (String actor : actors) {
      bounded.add(bounded("subscriber.actors", actor));
    }
    bounded.removeIf(String::isEmpty);
    return bounded;
  }

  private static long leaseSeconds(Fields fields) throws Refusal {
    String text = fields.get("hub.lease_seconds", fields.get("hub.lease", ""));
    if (text.isBlank()) {
      return FhircastSubscriber.USUAL_LEASE_SECONDS;
    }
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      throw bad("hub.lease_seconds must be a whole number of seconds");
    }
  }

  private String bounded(String field, String value) throws Refusal {
    String trimmed = value.trim();
    if (trimmed.length() > maxNameLength) {
      throw bad(field + " is longer than " + maxNameLength + " characters");
    }
    return trimmed;
  }

  /** An answer in the words of who asked. */
  public record Answer(HttpResponseStatus status, ObjectNode body) {}

  /** Parameters as of {@link #subscribe}. */
  public Answer unsubscribe(Fields fields, String sockets, boolean fhircast) throws Refusal {
    String url = fields.get("hub.channel.endpoint", "");
    Subscription known = find(url);
    if (known == null && fhircast) {
      throw new Refusal(HttpResponseStatus.NOT_FOUND, "No such subscription");
    }
    int removed = removeEndpoint(url);
    return known != null && (fhircast || known.fhircast() != null)
        ? new Answer(HttpResponseStatus.ACCEPTED, endpoint(known, sockets))
        : new Answer(HttpResponseStatus.OK, unsubscribed(removed));
  }

  /** One subscription, by its endpoint. */
  public ObjectNode delete(String endpoint) {
    return unsubscribed(removeEndpoint(endpoint));
  }

  private int removeEndpoint(String url) {
    Subscription subscription = find(url);
    return subscription != null && keeper.dismiss(subscription, RemovalReason.UNSUBSCRIBE) ? 1 : 0;
  }

  private @Nullable Subscription find(String url) {
    Matcher endpoint = ENDPOINT.matcher(url);
    return endpoint.find() ? subscriptions.find(endpoint.group(1)) : null;
  }

  /** The answer where so many have ended. */
  public static ObjectNode unsubscribed(int count) {
    return Json.object().put("status", "unsubscribed").put("removed", count);
  }

  private static Refusal bad(String detail) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }
}
