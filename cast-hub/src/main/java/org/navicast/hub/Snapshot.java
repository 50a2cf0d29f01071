package org.navicast.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.navicast.hub.door.Access;
import org.navicast.hub.http.Json;
import org.navicast.hub.node.ClusterLink;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.Subscription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hub shows of itself: never an endpoint id, because who knows one can take the socket. */
final class Snapshot {
  private static final int MAX_AUDIT_ROWS = 1_000;

  private Snapshot() {}

  /**
   * As far as the right goes: of other topics neither subscriptions nor conferences.
   *
   * @param others parts that other nodes answered; none where this is the only one
   */
  static ObjectNode of(Hub hub, Access access, List<JsonNode> others) {
    ObjectNode snapshot =
        Json.object()
            .put("revision", hub.subscriptions().revision())
            .put("single_user_mode", hub.oauth().isSingleUser());
    snapshot.set("stats", stats(hub, others));
    ArrayNode rows = snapshot.putArray("subscriptions");
    List<JsonNode> all = new ArrayList<>();
    rows(hub).forEach(all::add);
    addRows(others, "subscriptions", all);
    all.stream().filter(row -> access.permits(row.path("topic").asString(""))).forEach(rows::add);
    ArrayNode conferences = snapshot.putArray("conferences");
    hub.conferences().snapshot().stream()
        .filter(each -> each.concerns(access))
        .forEach(each -> conferences.add(each.toJson()));
    nodes(hub, others, snapshot);
    return snapshot;
  }

  private static void nodes(Hub hub, List<JsonNode> others, ObjectNode snapshot) {
    ClusterLink cluster = hub.cluster();
    if (cluster != null) {
      ArrayNode nodes = snapshot.putArray("nodes");
      nodes.addObject().put("node", cluster.name()).set("stats", stats(hub));
      others.stream()
          .filter(part -> part.has("stats"))
          .forEach(
              part ->
                  nodes
                      .addObject()
                      .put("node", Json.text(part, "node"))
                      .set("stats", part.path("stats")));
    }
  }

  /** What was delivered on all nodes, newest first. */
  static ArrayNode audit(Hub hub, List<JsonNode> others) {
    List<JsonNode> rows = new ArrayList<>();
    hub.audit().rows().forEach(rows::add);
    addRows(others, "audit", rows);
    if (!others.isEmpty()) {
      rows.sort(Comparator.comparing((JsonNode row) -> Json.text(row, "timestamp")).reversed());
    }
    ArrayNode newest = Json.array();
    rows.stream().limit(MAX_AUDIT_ROWS).forEach(newest::add);
    return newest;
  }

  private static void addRows(List<JsonNode> parts, String name, List<JsonNode> to) {
    for (JsonNode part : parts) {
      for (JsonNode row : part.path(name)) {
        to.add(row instanceof ObjectNode given ? given.put("node", Json.text(part, "node")) : row);
      }
    }
  }

  /** The counts of all nodes together. */
  static ObjectNode stats(Hub hub, List<JsonNode> others) {
    ObjectNode sum = stats(hub);
    for (JsonNode part : others) {
      for (var each : part.path("stats").properties()) {
        if (each.getValue().isIntegralNumber()) {
          sum.put(each.getKey(), sum.path(each.getKey()).asLong(0) + each.getValue().asLong());
        }
      }
    }
    return sum;
  }

  /** The same, and what the process of the node that was asked takes. */
  static ObjectNode metrics(Hub hub, List<JsonNode> others) {
    ObjectNode metrics = stats(hub, others);
    hub.process().addTo(metrics);
    metrics
        .putObject("network")
        .put("tcp_connections", hub.crowd().size())
        .put("websocket_total", hub.socketCount());
    return metrics;
  }

  /** Counts of this node only. */
  static ObjectNode stats(Hub hub) {
    ObjectNode stats =
        Json.object()
            .put("subscriptions", hub.subscriptions().size())
            .put("sockets", hub.socketCount())
            .put("pending_requests", hub.requests().size())
            .put("published", hub.publisher().published())
            .put("delivered", hub.fanout().delivered())
            .put("replaced_by_newer", hub.fanout().replaced())
            .put("late_for_subscribers", hub.fanout().late())
            .put("lost_subscribers", hub.fanout().lost())
            .put("standstills", hub.standstill().pauses())
            .put("dropped_late", hub.standstill().late())
            .put("closed_unfinished", hub.crowd().tooSlow())
            .put("closed_for_room", hub.crowd().gaveWay())
            .put("requests_cut_short", hub.requests().cutShort())
            .put("payloads", hub.payloads().count())
            .put("payload_bytes", hub.payloads().bytes())
            .put("sync_errors", hub.fhircast().syncErrors());
    ClusterLink cluster = hub.cluster();
    if (cluster != null) {
      stats.set("engine", cluster.stats());
    }
    return stats;
  }

  /** The subscriptions of this node. */
  static ArrayNode rows(Hub hub) {
    ArrayNode rows = Json.array();
    hub.subscriptions().snapshot().forEach(each -> row(rows.addObject(), each));
    return rows;
  }

  private static void row(ObjectNode row, Subscription subscription) {
    Interest interest = subscription.interest();
    row.put("channel", "websocket")
        .put("topic", interest.topic())
        .put("events", String.join(",", interest.events()))
        .put("lease", interest.leaseSeconds())
        .put("subscriber", interest.name())
        .put("bound", subscription.isBound())
        .put("created", Json.timestamp(subscription.created()));
    if (subscription.fhircast() != null) {
      row.put("dialect", "fhircast");
    }
    if (subscription.access().ends()) {
      row.put("ends", Json.timestamp(subscription.access().tokenEnds()));
    }
    ArrayNode actors = row.putArray("actors");
    interest.actors().forEach(actors::add);
    row.putObject("client_info")
        .put("productName", interest.product())
        .put("version", interest.version());
  }
}
