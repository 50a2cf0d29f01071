package org.navicast.hub.conference;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.navicast.hub.door.Access;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.Subscription;
import org.navicast.hub.subscription.Subscriptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Begins, changes and ends conferences, and tells their participants so.
 *
 * <p>A token of one topic opens that topic: by it one hosts a conference and invites others, and
 * each of these joins by a token of its own.
 */
public final class ConferenceRoutes {
  public static final String PATH = "/api/hub/conference";
  public static final String TOPICS_PATH = "/api/hub/conference-topics";

  /** What other nodes call their rows of {@link #topicsHere}. */
  public static final String TOPICS = "topics";

  private final Conferences conferences;
  private final Subscriptions subscriptions;
  private final ConferenceNews news;
  private final InstantSource clock;
  private final int maxNameLength;

  public ConferenceRoutes(
      Conferences conferences,
      Subscriptions subscriptions,
      ConferenceNews news,
      InstantSource clock,
      int maxNameLength) {
    this.conferences = conferences;
    this.subscriptions = subscriptions;
    this.news = news;
    this.clock = clock;
    this.maxNameLength = maxNameLength;
  }

  /**
   * What a request asks of the conferences.
   *
   * @param what method and end of the path
   */
  public record Wish(String what, Fields fields) {}

  /** Takes from a request what is wanted of it. */
  public static Wish read(FullHttpRequest request, String path) throws Refusal {
    return new Wish(
        request.method().name() + path.substring(PATH.length()), Fields.ofOptional(request));
  }

  /**
   * Does what is wished.
   *
   * @param others who subscribes on other nodes to what: parts of their answers
   */
  public JsonNode handle(Wish wish, Access access, List<JsonNode> others) throws Refusal {
    Fields fields = wish.fields();
    Names names = new Names(subscriptions, others);
    return switch (wish.what()) {
      case "GET" -> list(access, names);
      case "GET-topics" -> topics(access, names);
      case "POST" -> create(fields, access, names);
      case "DELETE" -> end(fields, access);
      case "PATCH/join" -> join(fields, access, names);
      case "PATCH/lead" -> lead(fields, access, names);
      default -> throw new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
    };
  }

  /** Who subscribes to the topics, here and on other nodes. */
  private static final class Names {
    private final TreeMap<String, String> first = new TreeMap<>();
    private final TreeMap<String, String> zones = new TreeMap<>();

    Names(Subscriptions subscriptions, List<JsonNode> others) {
      topicsHere(subscriptions).forEach(this::add);
      others.forEach(part -> part.path(TOPICS).forEach(this::add));
    }

    private void add(JsonNode row) {
      String topic = Json.text(row, "topic");
      first.putIfAbsent(topic, Json.text(row, "name"));
      zones.merge(
          topic, Json.text(row, "timezone"), (former, other) -> former.isEmpty() ? other : former);
    }
  }

  /** Each topic that somebody subscribes to on this node, with the first of them. */
  public static ArrayNode topicsHere(Subscriptions subscriptions) {
    LinkedHashMap<String, ObjectNode> rows = new LinkedHashMap<>();
    for (Subscription subscription : subscriptions.snapshot()) {
      Interest interest = subscription.interest();
      ObjectNode row =
          rows.computeIfAbsent(
              interest.topic(),
              topic -> Json.object().put("topic", topic).put("name", interest.name()));
      if (Json.text(row, "timezone").isEmpty()) {
        row.put("timezone", interest.timezone());
      }
    }
    ArrayNode list = Json.array();
    rows.values().forEach(list::add);
    return list;
  }

  private ArrayNode list(Access access, Names names) {
    ArrayNode list = Json.array();
    for (Conference conference : conferences.snapshot()) {
      if (conference.concerns(access)) {
        list.add(conference.toJson().set("participants", participants(conference, names)));
      }
    }
    return list;
  }

  /** The topics that somebody subscribes to, for a person to choose from. */
  private static ArrayNode topics(Access access, Names names) {
    TreeMap<String, String> zones = names.zones;
    zones.remove("");
    zones.remove(Interest.EVERYTHING);
    zones.keySet().removeIf(topic -> !access.permits(topic));
    ArrayNode list = Json.array();
    zones.forEach((topic, zone) -> list.addObject().put("topic", topic).put("timezone", zone));
    return list;
  }

  private ObjectNode create(Fields fields, Access access, Names names) throws Refusal {
    Conference conference =
        new Conference(permitted(hostTopic(fields), access), required(fields, "title"));
    conference.name(conference.hostTopic(), named(fields, "hostUserName"));
    List<String> topics = fields.all("topics");
    if (topics.size() > Conferences.MAX_TOPICS) {
      throw bad("topics has more than " + Conferences.MAX_TOPICS + " entries");
    }
    for (String topic : topics) {
      String name = bounded("topics", topic);
      if (access.permits(name)) {
        conference.join(name);
      } else {
        conference.invite(name);
      }
    }
    if (!conferences.add(conference)) {
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "The hub has no room for another conference");
    }
    news.conferencesChanged();
    tell(conference, "conference-start", started(conference, names));
    return answer("created", conference);
  }

  private ObjectNode join(Fields fields, Access access, Names names) throws Refusal {
    Conference conference = wanted(fields, access);
    String topic = permitted(required(fields, "joinTopic"), access);
    if (!access.isForAll() && !conference.has(topic) && !conference.hasInvited(topic)) {
      throw notInvited();
    }
    if (!conference.has(topic) && conference.topics().size() >= Conferences.MAX_TOPICS) {
      throw bad("the conference has " + Conferences.MAX_TOPICS + " topics already");
    }
    if (topic.equals(conference.hostTopic())) {
      throw bad("joinTopic is the host's own");
    }
    conference.join(topic);
    conference.name(topic, named(fields, "joinUserName"));
    changed(conference);
    tell(
        conference,
        "conference-start",
        started(conference, names)
            .put("joinedTopic", topic)
            .put("joinedUserName", userName(conference, topic, names)));
    return answer("joined", conference);
  }

  private ObjectNode lead(Fields fields, Access access, Names names) throws Refusal {
    Conference conference = wanted(fields, access);
    String topic = required(fields, "sceneLeaderTopic");
    if (!conference.has(topic)) {
      throw bad("sceneLeaderTopic is none of the conference's topics");
    }
    if (!access.permits(topic)) {
      // Its host decides; anybody else takes the lead for itself only.
      permitted(conference.hostTopic(), access);
    }
    conference.leadBy(topic);
    conference.name(topic, named(fields, "leaderUserName"));
    String leader = userName(conference, topic, names);
    changed(conference);
    tell(
        conference,
        "conference-lead",
        started(conference, names)
            .put("leaderUserName", leader)
            .put("leaderLabel", leader.isEmpty() ? topic : leader));
    return answer("updated", conference);
  }

  private ObjectNode end(Fields fields, Access access) throws Refusal {
    Conference conference = conferences.find(hostTopic(fields));
    if (conference == null || !conference.concerns(access)) {
      return Json.object().put("removed", 0).put("updated", 0);
    }
    String leaving = fields.get("leaveTopic", "");
    if (leaving.isEmpty() || !access.permits(leaving)) {
      permitted(conference.hostTopic(), access);
    }
    if (leaving.isEmpty() || leaving.equals(conference.hostTopic())) {
      return ended(conference, "host-ended");
    }
    if (!conference.has(leaving)) {
      return Json.object().put("removed", 0).put("updated", 0);
    }
    if (conference.topics().size() == 2) {
      return ended(conference, "empty");
    }
    tell(
        conference, "conference-end", over(conference, "attendee-left").put("leaveTopic", leaving));
    conference.leave(leaving);
    changed(conference);
    return Json.object().put("removed", 0).put("updated", 1);
  }

  private ObjectNode ended(Conference conference, String reason) {
    tell(conference, "conference-end", over(conference, reason));
    conferences.remove(conference);
    news.conferencesChanged();
    return Json.object().put("removed", 1).put("updated", 0);
  }

  private void changed(Conference conference) {
    conferences.changed(conference);
    news.conferencesChanged();
  }

  private static ObjectNode started(Conference conference, Names names) {
    ObjectNode context = conference.toJson();
    context.remove("topics");
    context.put("hostUserName", userName(conference, conference.hostTopic(), names));
    context.set("participants", participants(conference, names));
    return context;
  }

  private static ObjectNode over(Conference conference, String reason) {
    ObjectNode context = conference.toJson();
    context.remove(List.of("topics", "sceneLeaderTopic"));
    return context.put("reason", reason);
  }

  /** Published on the host's topic: the conference carries it to all the others. */
  private void tell(Conference conference, String event, ObjectNode context) {
    ObjectNode envelope =
        Json.object()
            .put("timestamp", Json.timestamp(clock.instant()))
            .put("id", UUID.randomUUID().toString());
    envelope
        .putObject("event")
        .put("hub.topic", conference.hostTopic())
        .put("hub.event", event)
        .set("context", context);
    news.tellEverywhere(envelope);
  }

  /** One name a topic. */
  private static ArrayNode participants(Conference conference, Names names) {
    ArrayNode all = Json.array();
    for (String topic : conference.topics()) {
      String name = userName(conference, topic, names);
      if (!name.isEmpty()) {
        all.add(name);
      }
    }
    return all;
  }

  /** Who takes part for a topic: who said so, or its first subscriber, or nobody. */
  private static String userName(Conference conference, String topic, Names names) {
    String person = conference.personOf(topic);
    return person.isEmpty() ? names.first.getOrDefault(topic, "") : person;
  }

  private static String permitted(String topic, Access access) throws Refusal {
    if (!access.permits(topic)) {
      throw Access.otherTopic();
    }
    return topic;
  }

  private static Refusal notInvited() {
    return Refusal.oauth(
        HttpResponseStatus.FORBIDDEN,
        "insufficient_scope",
        "The host of this conference has not invited the topic of this token");
  }

  private Conference wanted(Fields fields, Access access) throws Refusal {
    Conference conference = conferences.find(hostTopic(fields));
    if (conference != null && !conference.concerns(access)) {
      throw notInvited();
    }
    if (conference == null) {
      throw new Refusal(HttpResponseStatus.NOT_FOUND, "No conference of that hostTopic");
    }
    return conference;
  }

  /** An older edition of the reference hub called it {@code user}. */
  private String hostTopic(Fields fields) throws Refusal {
    String older = fields.get("user", "");
    return older.isEmpty() ? required(fields, "hostTopic") : bounded("user", older);
  }

  private String named(Fields fields, String key) throws Refusal {
    return bounded(key, fields.get(key, ""));
  }

  private String required(Fields fields, String key) throws Refusal {
    String value = bounded(key, fields.get(key, ""));
    if (value.isEmpty()) {
      throw bad(key + " is missing");
    }
    return value;
  }

  private String bounded(String key, String value) throws Refusal {
    String trimmed = value.trim();
    if (trimmed.length() > maxNameLength) {
      throw bad(key + " is longer than " + maxNameLength + " characters");
    }
    return trimmed;
  }

  private static ObjectNode answer(String status, Conference conference) {
    return Json.object().put("status", status).set("conference", conference.toJson());
  }

  private static Refusal bad(String detail) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }
}
