package org.navicast.hub.fhircast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is open on each topic: of each kind of resource the event that opened it last, until it is
 * closed (FHIRcast 3.0.0, 2.4 and 2.9). Bounded. What cannot be kept ends what was kept before it:
 * to say nothing is better than to name the patient before.
 */
public final class CurrentContexts {
  /** Of one event, in characters. */
  static final int MAX_LENGTH = 64 << 10;

  /** Of all of them. */
  static final int MAX_TOTAL_LENGTH = 8 << 20;

  static final int MAX_TOPICS = 1_000;
  static final int MAX_KINDS = 16;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** In the order in which something was opened there last. */
  private final SequencedMap<String, Topic> topics = new LinkedHashMap<>();

  private long length;

  /**
   * An event that opened something.
   *
   * @param event its {@code hub.event}
   * @param type of the resource that it opened
   * @param resourceId of that resource; empty where it says none
   * @param version unlike that of any other
   * @param envelope the whole event, as it was published
   */
  public record Open(
      String event, String type, String resourceId, String version, String envelope) {}

  private static final class Topic {
    private final SequencedMap<String, Open> open = new LinkedHashMap<>();
    private @Nullable Open current;
  }

  /** Whether an event of that name changes what is open. */
  public static boolean isChange(CharSequence event) {
    return EventNames.isOpen(event) || EventNames.isClose(event) || EventNames.isLogout(event);
  }

  /**
   * Takes a change.
   *
   * @param event its name
   * @param envelope the whole event, sound JSON
   */
  public void take(String topic, String event, String envelope) {
    if (EventNames.isOpen(event)) {
      open(topic, event, envelope);
    } else if (EventNames.isClose(event)) {
      close(topic, EventNames.kind(event), envelope);
    } else {
      forget(topic);
    }
  }

  private void open(String name, String event, String envelope) {
    String kind = EventNames.kind(event);
    Topic topic = topics.remove(name);
    if (topic == null) {
      topic = new Topic();
    }
    topics.putLast(name, topic);
    drop(topic, kind);
    topic.current = null;
    JsonNode context = context(envelope);
    // Cast events of such names have other contexts, which FHIRcast clients cannot read.
    if (context.isArray()) {
      Open opened = opened(event, kind, anchor(context, kind), envelope);
      topic.open.putLast(kind, opened);
      topic.current = opened;
      length += envelope.length();
      makeRoom(topic);
    }
    if (topic.open.isEmpty()) {
      topics.remove(name);
    }
  }

  private static Open opened(String event, String kind, JsonNode resource, String envelope) {
    String type = resource.path("resourceType").asString("");
    return new Open(
        event,
        type.isEmpty() ? event.substring(0, kind.length()) : type,
        resource.path("id").asString(""),
        UUID.randomUUID().toString(),
        envelope);
  }

  private void makeRoom(Topic newest) {
    if (newest.open.size() > MAX_KINDS) {
      drop(newest, newest.open.firstEntry().getKey());
    }
    while (topics.size() > MAX_TOPICS || length > MAX_TOTAL_LENGTH) {
      forget(topics.firstEntry().getKey());
    }
  }

  private void close(String name, String kind, String envelope) {
    Topic topic = topics.get(name);
    @Nullable Open open = topic == null ? null : topic.open.get(kind);
    if (topic == null || open == null) {
      return;
    }
    String closed = anchor(context(envelope), kind).path("id").asString("");
    if (!closed.isEmpty() && !open.resourceId().isEmpty() && !closed.equals(open.resourceId())) {
      return; // another one, which was opened earlier
    }
    drop(topic, kind);
    if (open.equals(topic.current)) {
      topic.current = null;
    }
    if (topic.open.isEmpty()) {
      topics.remove(name);
    }
  }

  private void drop(Topic topic, String kind) {
    Open dropped = topic.open.remove(kind);
    if (dropped != null) {
      length -= dropped.envelope().length();
    }
  }

  private void forget(String name) {
    Topic gone = topics.remove(name);
    if (gone != null) {
      gone.open.values().forEach(open -> length -= open.envelope().length());
    }
  }

  /** Forgets what is open on all other topics: nobody is there any more. */
  public void keepOnly(Set<String> wanted) {
    List.copyOf(topics.keySet()).stream()
        .filter(topic -> !wanted.contains(topic))
        .forEach(this::forget);
  }

  public void clear() {
    topics.clear();
    length = 0;
  }

  /** How many topics have something open. */
  public int size() {
    return topics.size();
  }

  /** What is open on a topic, the newest last. */
  public List<Open> open(String topic) {
    Topic known = topics.get(topic);
    return known == null ? List.of() : new ArrayList<>(known.open.values());
  }

  /** The answer to who asks for the current context (FHIRcast 3.0.0, 2.9). */
  public ObjectNode current(String topic) {
    Topic known = topics.get(topic);
    @Nullable Open current = known == null ? null : known.current;
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (current == null) {
      answer.put("context.type", "").put("context.versionId", "").putArray("context");
    } else {
      answer
          .put("context.type", current.type())
          .put("context.versionId", current.version())
          .set("context", context(current.envelope()));
    }
    return answer;
  }

  /** A missing node where it is longer than what is kept. */
  private static JsonNode context(String envelope) {
    JsonNode event =
        envelope.length() > MAX_LENGTH
            ? JsonNodeFactory.instance.missingNode()
            : JSON.readTree(envelope).path("event");
    return event.path("context");
  }

  /** The resource of that kind in a context. */
  private static JsonNode anchor(JsonNode context, String kind) {
    for (JsonNode entry : context) {
      JsonNode resource = entry.path("resource");
      if (resource.path("resourceType").asString("").equalsIgnoreCase(kind)) {
        return resource;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }
}
