package org.navicast.hub;

import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request whose targets have not all answered; collects what they say. */
final class PendingRequest {
  /** Answers beyond this many bytes together are not taken and count as missing. */
  private static final int MAX_ANSWERS_BYTES = 8 << 20;

  private final String id;
  private final InetAddress client;
  private final Duration timeout;
  private final ObjectNode reply;
  private final ArrayNode responses;
  private final Set<String> expected = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  // By subscription, not by what an answer says: nobody answers for another, and nobody twice.
  private final Set<Subscription> silent = new HashSet<>();
  private final Consumer<ObjectNode> whenDone;
  private int answersBytes;
  private boolean finished;
  private String error;
  private @Nullable Future<?> timer;

  /**
   * @param reply what is known already of the collated answer
   */
  PendingRequest(
      String id,
      InetAddress client,
      Duration timeout,
      ObjectNode reply,
      List<Subscription> targets,
      Consumer<ObjectNode> whenDone) {
    this.id = id;
    this.client = client;
    this.timeout = timeout;
    this.error = "Timeout after " + timeout.toMillis() / 1_000.0 + "s waiting for responses";
    this.reply = reply;
    this.responses = reply.putArray("responses");
    this.whenDone = whenDone;
    for (Subscription target : targets) {
      silent.add(target);
      expected.add(target.interest().name());
    }
    missing.addAll(expected);
  }

  String id() {
    return id;
  }

  /** Who asks. */
  InetAddress client() {
    return client;
  }

  Duration timeout() {
    return timeout;
  }

  void timedBy(Future<?> newTimer) {
    timer = newTimer;
  }

  void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  boolean isComplete() {
    return missing.isEmpty();
  }

  boolean isFinished() {
    return finished;
  }

  /** Takes the first answer of a target; of anyone else nothing. */
  void take(Subscription from, ObjectNode envelope, int bytes) {
    if (bytes > MAX_ANSWERS_BYTES - answersBytes || !silent.remove(from)) {
      return;
    }
    answersBytes += bytes;
    missing.remove(from.interest().name());
    ObjectNode response =
        responses
            .addObject()
            .put("id", Json.text(envelope, "id"))
            .put("subscriber", from.interest().name());
    String actor = envelope.has("actor") ? "actor" : "subscriber.actor";
    Json.copy(envelope, actor, response, "actor");
    response.put("productName", from.interest().product());
    Json.copy(envelope.path("event").path("context"), "data", response, "data");
  }

  /** Another one needs its place. */
  void cutShort() {
    error = "Ended early, the hub had no room for more requests that wait";
  }

  /** Answers the caller with what there is. */
  void finish() {
    finished = true;
    // Nobody there is no answer either, as the reference hub has it.
    reply.put("ok", isComplete() && !expected.isEmpty());
    addAll(reply.putArray("expected"), expected);
    addAll(reply.putArray("missing"), missing);
    reply.put("timedOut", !isComplete());
    if (!isComplete()) {
      reply.put("error", error);
    }
    whenDone.accept(reply);
  }

  private static void addAll(ArrayNode array, Set<String> names) {
    names.forEach(array::add);
  }
}
