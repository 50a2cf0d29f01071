package org.navicast.hub.node;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.engine.Engine;
import tools.jackson.databind.JsonNode;

/** A question to all nodes, and the parts of their answers until each has said its last. */
final class Gathering {
  private final Set<Long> silent;
  private final List<JsonNode> parts = new ArrayList<>();
  private final Consumer<List<JsonNode>> whenDone;
  private Engine.@Nullable Registration answers;
  private @Nullable Future<?> timer;
  private boolean done;

  /**
   * @param nodes that are to answer
   * @param whenDone gets what has come, once
   */
  Gathering(Set<Long> nodes, Consumer<List<JsonNode>> whenDone) {
    this.silent = new HashSet<>(nodes);
    this.whenDone = whenDone;
  }

  void begin(Engine.Registration newAnswers, Future<?> newTimer) {
    answers = newAnswers;
    timer = newTimer;
  }

  void take(long node, JsonNode part) {
    if (!done) {
      parts.add(part);
      if (part.path("last").asBoolean(true)) {
        gone(node);
      }
    }
  }

  /** It says no more. */
  void gone(long node) {
    silent.remove(node);
    if (silent.isEmpty()) {
      finish();
    }
  }

  void finish() {
    if (done) {
      return;
    }
    done = true;
    if (answers != null) {
      answers.end();
    }
    if (timer != null) {
      timer.cancel(false);
    }
    whenDone.accept(parts);
  }

  boolean isDone() {
    return done;
  }
}
