package org.navicast.hub.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.hub.cluster.Stamp;
import org.navicast.hub.door.Access;
import org.navicast.hub.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Topics whose events reach the subscribers of all of them, until the host ends it. */
public final class Conference {
  private final String hostTopic;
  private final String title;
  // A list: membership is asked for every event, by index and without an iterator.
  private final List<String> topics = new ArrayList<>();
  private final List<String> invited = new ArrayList<>();
  private final Map<String, String> people = new HashMap<>();
  private String sceneLeaderTopic;
  private Stamp stamp = Stamp.NEVER;

  /** The host leads until somebody else is named. */
  Conference(String hostTopic, String title) {
    this.hostTopic = hostTopic;
    this.title = title;
    this.sceneLeaderTopic = hostTopic;
    topics.add(hostTopic);
  }

  /** One that another node told of by {@link #state}. */
  static Conference of(JsonNode state) {
    Conference told = new Conference(Json.text(state, "hostTopic"), Json.text(state, "title"));
    state.path("topics").forEach(topic -> told.join(topic.asString("")));
    state.path("invited").forEach(topic -> told.invite(topic.asString("")));
    state
        .path("people")
        .properties()
        .forEach(person -> told.name(person.getKey(), person.getValue().asString("")));
    told.leadBy(Json.text(state, "sceneLeaderTopic"));
    return told;
  }

  /** All of it, for another node. */
  ObjectNode state() {
    ObjectNode state = toJson();
    ObjectNode named = state.putObject("people");
    people.forEach(named::put);
    return state;
  }

  /** When it was last changed. */
  Stamp stamp() {
    return stamp;
  }

  void stamp(Stamp changed) {
    stamp = changed;
  }

  String hostTopic() {
    return hostTopic;
  }

  public List<String> topics() {
    return List.copyOf(topics);
  }

  boolean has(CharSequence topic) {
    for (int i = 0; i < topics.size(); i++) {
      if (topics.get(i).contentEquals(topic)) {
        return true;
      }
    }
    return false;
  }

  /** Who takes part for a topic, as they said. */
  void name(String topic, String person) {
    if (!person.isEmpty()) {
      people.put(topic, person);
    }
  }

  /** Empty where nobody said so. */
  String personOf(String topic) {
    return people.getOrDefault(topic, "");
  }

  void join(String topic) {
    invited.remove(topic);
    if (!has(topic)) {
      topics.add(topic);
    }
  }

  /** Whoever has the right to that topic may join by it; until then nothing is carried over. */
  void invite(String topic) {
    if (!has(topic) && !invited.contains(topic)) {
      invited.add(topic);
    }
  }

  boolean hasInvited(String topic) {
    return invited.contains(topic);
  }

  /** Whether it is any business of who has that right. */
  public boolean concerns(Access access) {
    return access.isForAll() || has(access.topic()) || hasInvited(access.topic());
  }

  /** The host cannot leave: it ends the conference. */
  void leave(String topic) {
    topics.remove(topic);
    people.remove(topic);
    if (sceneLeaderTopic.equals(topic)) {
      sceneLeaderTopic = hostTopic;
    }
  }

  void leadBy(String topic) {
    sceneLeaderTopic = topic;
  }

  public ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("hostTopic", hostTopic)
            .put("sceneLeaderTopic", sceneLeaderTopic)
            .put("title", title);
    ArrayNode list = json.putArray("topics");
    topics.stream().filter(topic -> !topic.equals(hostTopic)).forEach(list::add);
    if (!invited.isEmpty()) {
      ArrayNode open = json.putArray("invited");
      invited.forEach(open::add);
    }
    return json;
  }
}
