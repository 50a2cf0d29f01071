package org.navicast.hub;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hub shows of itself: never an endpoint id, because who knows one can take the socket. */
final class Snapshot {
  private Snapshot() {}

  /** As far as the right goes: of other topics neither subscriptions nor conferences. */
  static ObjectNode of(Hub hub, Access access) {
    ObjectNode snapshot =
        Json.object()
            .put("revision", hub.subscriptions().revision())
            .put("single_user_mode", hub.oauth().isSingleUser());
    snapshot.set("stats", stats(hub));
    ArrayNode rows = snapshot.putArray("subscriptions");
    hub.subscriptions().snapshot().stream()
        .filter(each -> access.permits(each.interest().topic()))
        .forEach(each -> row(rows.addObject(), each));
    ArrayNode conferences = snapshot.putArray("conferences");
    hub.conferences().snapshot().stream()
        .filter(each -> each.concerns(access))
        .forEach(each -> conferences.add(each.toJson()));
    return snapshot;
  }

  /** Counts only. */
  static ObjectNode stats(Hub hub) {
    return Json.object()
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
        .put("payload_bytes", hub.payloads().bytes());
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
