package org.navicast.hub.conference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.cluster.Stamp;
import org.navicast.hub.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All conferences; bounded. Nodes tell each other what they know, and the latest change of each
 * conference wins, its end included.
 */
public final class Conferences {
  /** More than a house has rooms. */
  public static final int MAX_CONFERENCES = 64;

  static final int MAX_TOPICS = 64;

  private static final int MAX_ENDED = 256;
  private static final String ENDED = "ended";
  private static final String LIVE = "conferences";

  private final long node;
  private final List<Conference> all = new ArrayList<>();
  private final SequencedMap<String, Stamp> ended = new LinkedHashMap<>();
  private Stamp latest = Stamp.NEVER;

  /**
   * @param node that makes the changes which are made here
   */
  public Conferences(long node) {
    this.node = node;
  }

  /** True where an event of one topic reaches the subscribers of the other by a conference. */
  public boolean bridge(CharSequence from, CharSequence to) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).has(from) && all.get(i).has(to)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the place of another one of the same host; false where the hub is full. */
  boolean add(Conference conference) {
    Conference former = find(conference.hostTopic());
    if (former == null && all.size() >= MAX_CONFERENCES) {
      return false;
    }
    all.remove(former);
    ended.remove(conference.hostTopic());
    all.add(conference);
    changed(conference);
    return true;
  }

  /** It is not what it was; to be called before other nodes are told. */
  void changed(Conference conference) {
    conference.stamp(next());
  }

  private Stamp next() {
    latest = new Stamp(latest.count() + 1, node);
    return latest;
  }

  void remove(Conference conference) {
    all.remove(conference);
    ended(conference.hostTopic(), next());
  }

  private void ended(String hostTopic, Stamp when) {
    ended.put(hostTopic, when);
    if (ended.size() > MAX_ENDED) {
      ended.pollFirstEntry();
    }
  }

  public void clear() {
    List.copyOf(all).forEach(this::remove);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  @Nullable Conference find(String hostTopic) {
    for (Conference conference : all) {
      if (conference.hostTopic().equals(hostTopic)) {
        return conference;
      }
    }
    return null;
  }

  public List<Conference> snapshot() {
    return List.copyOf(all);
  }

  /** All that is known, for other nodes; empty where that is nothing. */
  public ObjectNode state() {
    ObjectNode state = Json.object();
    if (all.isEmpty() && ended.isEmpty()) {
      return state;
    }
    ArrayNode live = state.putArray(LIVE);
    all.forEach(each -> stamped(live.addObject(), each.stamp()).set("state", each.state()));
    ArrayNode over = state.putArray(ENDED);
    ended.forEach((topic, when) -> stamped(over.addObject(), when).put("hostTopic", topic));
    return state;
  }

  /** Takes what another node knows and this one does not, or has an older word of. */
  public void merge(JsonNode state) {
    for (JsonNode each : state.path(ENDED)) {
      String topic = Json.text(each, "hostTopic");
      Stamp when = stamp(each);
      if (when.compareTo(known(topic)) > 0) {
        all.remove(find(topic));
        ended(topic, when);
      }
    }
    for (JsonNode each : state.path(LIVE)) {
      Conference conference = Conference.of(each.path("state"));
      conference.stamp(stamp(each));
      Conference former = find(conference.hostTopic());
      if (conference.stamp().compareTo(known(conference.hostTopic())) > 0
          && (former != null || all.size() < MAX_CONFERENCES)) {
        all.remove(former);
        ended.remove(conference.hostTopic());
        all.add(conference);
      }
    }
  }

  /** The latest change of that host's conference. */
  private Stamp known(String hostTopic) {
    Conference live = find(hostTopic);
    return live != null ? live.stamp() : ended.getOrDefault(hostTopic, Stamp.NEVER);
  }

  private static ObjectNode stamped(ObjectNode json, Stamp when) {
    return json.put("count", when.count()).put("node", when.node());
  }

  private Stamp stamp(JsonNode json) {
    Stamp when = new Stamp(json.path("count").asLong(0), json.path("node").asLong(0));
    if (when.count() > latest.count()) {
      latest = when;
    }
    return when;
  }
}
