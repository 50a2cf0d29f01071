package org.navicast.hub.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.navicast.hub.cluster.Subjects;
import org.navicast.hub.conference.Conference;
import org.navicast.hub.conference.Conferences;
import org.navicast.hub.engine.Engine;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.Subscriptions;

/**
 * The topics that somebody on this node wants to hear of from other nodes: one subscription at the
 * engine for each, however many subscribers it has.
 */
final class LiveTopics {
  private final Engine engine;
  private final Engine.Receiver receiver;
  private final Map<String, Engine.Registration> live = new HashMap<>();

  LiveTopics(Engine engine, Engine.Receiver receiver) {
    this.engine = engine;
    this.receiver = receiver;
  }

  /** Begins with a topic, at once. */
  void want(String topic) {
    if (!topic.isEmpty() && !live.containsKey(topic)) {
      String subject =
          topic.equals(Interest.EVERYTHING) ? Subjects.EVERY_TOPIC : Subjects.topic(topic);
      live.put(topic, engine.subscribe(subject, receiver));
    }
  }

  /** Begins with those that are missing, and ends what nobody wants any more. */
  void settle(Subscriptions subscriptions, Conferences conferences) {
    Set<String> wanted = new HashSet<>();
    for (int i = 0; i < subscriptions.size(); i++) {
      wanted.add(subscriptions.get(i).interest().topic());
    }
    for (Conference conference : conferences.snapshot()) {
      if (conference.topics().stream().anyMatch(wanted::contains)) {
        wanted.addAll(conference.topics());
      }
    }
    wanted.forEach(this::want);
    live.entrySet()
        .removeIf(
            each -> {
              boolean over = !wanted.contains(each.getKey());
              if (over) {
                each.getValue().end();
              }
              return over;
            });
  }

  int size() {
    return live.size();
  }
}
