package org.navicast.hub.request;

import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.engine.Engine;
import org.navicast.hub.http.Json;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.Subscription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request whose targets have not all answered; collects what they say. */
public final class PendingRequest {
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
  private final Set<Long> unnamed = new HashSet<>();
  private Engine.@Nullable Registration others;

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

  /** Nobody is waited for any more. */
  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
    if (others != null) {
      others.end();
    }
  }

  /** These nodes are asked too, and have yet to name whom they ask. */
  void awaits(List<Long> nodes) {
    unnamed.addAll(nodes);
  }

  void askedBy(Engine.Registration question) {
    others = question;
  }

  /** A node has named whom it asks, or says what one of these has answered. */
  void takeFrom(long node, JsonNode part) {
    if (unnamed.remove(node)) {
      for (JsonNode name : part.path("names")) {
        if (expected.add(name.asString(""))) {
          missing.add(name.asString(""));
        }
      }
      for (String key : List.of("exists", "connected", "targetExists", "targetConnected")) {
        reply.put(key, reply.path(key).asBoolean() || part.path(key).asBoolean());
      }
    }
    if (part.path("response") instanceof ObjectNode response) {
      int bytes = Json.bytes(response).length;
      if (bytes <= MAX_ANSWERS_BYTES - answersBytes) {
        answersBytes += bytes;
        missing.remove(Json.text(response, "subscriber"));
        responses.add(response);
      }
    }
  }

  /** A node is gone: whom it named stays missing. */
  void nodeLeft(long node) {
    unnamed.remove(node);
  }

  boolean isComplete() {
    return missing.isEmpty() && unnamed.isEmpty();
  }

  public boolean isFinished() {
    return finished;
  }

  /** Takes the first answer of a target; of anyone else nothing. */
  void take(Subscription from, ObjectNode envelope, int bytes) {
    if (bytes > MAX_ANSWERS_BYTES - answersBytes || !silent.remove(from)) {
      return;
    }
    answersBytes += bytes;
    missing.remove(from.interest().name());
    responses.add(response(from.interest(), envelope));
  }

  /** An answer as the caller gets it. */
  static ObjectNode response(Interest from, ObjectNode envelope) {
    ObjectNode response =
        Json.object().put("id", Json.text(envelope, "id")).put("subscriber", from.name());
    String actor = envelope.has("actor") ? "actor" : "subscriber.actor";
    Json.copy(envelope, actor, response, "actor");
    response.put("productName", from.product());
    Json.copy(envelope.path("event").path("context"), "data", response, "data");
    return response;
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
