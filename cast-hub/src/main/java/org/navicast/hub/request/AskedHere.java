package org.navicast.hub.request;

import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.http.Json;
import org.navicast.hub.subscription.Subscription;
import tools.jackson.databind.node.ObjectNode;

/** A request of another node: those here who are asked, and their answers on the way there. */
final class AskedHere {
  private final String id;
  private final Set<Subscription> silent;
  private final Consumer<ObjectNode> answers;
  private @Nullable Future<?> timer;

  AskedHere(String id, List<Subscription> targets, Consumer<ObjectNode> answers) {
    this.id = id;
    this.silent = new HashSet<>(targets);
    this.answers = answers;
  }

  String id() {
    return id;
  }

  void timedBy(Future<?> newTimer) {
    timer = newTimer;
  }

  /** Hands on the first answer of each, and nothing of anyone else. */
  void take(Subscription from, ObjectNode envelope) {
    if (silent.remove(from)) {
      ObjectNode part = Json.object().put("last", silent.isEmpty());
      part.set("response", PendingRequest.response(from.interest(), envelope));
      answers.accept(part);
    }
  }

  boolean isComplete() {
    return silent.isEmpty();
  }

  void end() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
