package org.navicast.hub;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.conference.ConferenceRoutes;
import org.navicast.hub.door.MockOAuth;
import org.navicast.hub.http.Json;
import org.navicast.hub.node.ThisNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What this node answers when another one asks all of them. */
final class NodeAnswers {
  static final String SNAPSHOT = "snapshot";
  static final String RESET = "reset";
  static final String DISMISS_ALL = "dismiss-all";
  static final String CLEAR_AUDIT = "clear-audit";
  static final String CODE = "code";

  /** Rows in one part, so that it fits into a message of the engine. */
  private static final int ROWS = 200;

  private NodeAnswers() {}

  /** As {@link ThisNode#answer}. */
  static void answer(Hub hub, String kind, ObjectNode question, Consumer<ObjectNode> to) {
    switch (kind) {
      case SNAPSHOT -> {
        inParts("subscriptions", Snapshot.rows(hub), to);
        inParts("audit", hub.audit().rows(), to);
        to.accept(last().set("stats", Snapshot.stats(hub)));
      }
      case ConferenceRoutes.TOPICS -> {
        inParts(ConferenceRoutes.TOPICS, ConferenceRoutes.topicsHere(hub.subscriptions()), to);
        to.accept(last());
      }
      case RESET -> {
        hub.reset(question.path("singleUser").asBoolean());
        to.accept(last());
      }
      case DISMISS_ALL -> to.accept(last().put("removed", hub.dismissAll(Hub.ALL_DELETED)));
      case CLEAR_AUDIT -> {
        hub.audit().clear();
        to.accept(last());
      }
      case CODE -> to.accept(redeemed(hub.oauth(), Json.text(question, "code")));
      default -> {}
    }
  }

  private static ObjectNode redeemed(MockOAuth oauth, String code) {
    MockOAuth.Grant grant = oauth.redeem(code);
    return grant == null ? last() : last().put("user", grant.user()).put("topic", grant.topic());
  }

  /** What a node has answered to {@link #CODE}; null where the code was not good. */
  static MockOAuth.@Nullable Grant grant(JsonNode told) {
    return told.has("user")
        ? new MockOAuth.Grant(Json.text(told, "user"), Json.text(told, "topic"))
        : null;
  }

  private static ObjectNode last() {
    return Json.object().put("last", true);
  }

  private static void inParts(String name, ArrayNode rows, Consumer<ObjectNode> to) {
    ArrayNode some = Json.array();
    for (JsonNode row : rows) {
      some.add(row);
      if (some.size() == ROWS) {
        to.accept(part(name, some));
        some = Json.array();
      }
    }
    if (!some.isEmpty()) {
      to.accept(part(name, some));
    }
  }

  private static ObjectNode part(String name, ArrayNode rows) {
    ObjectNode part = Json.object().put("last", false);
    part.set(name, rows);
    return part;
  }
}
