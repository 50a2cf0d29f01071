package org.navicast.hub;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.navicast.hub.door.Rights;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.node.ClusterLink;
import tools.jackson.databind.node.ObjectNode;

/** What administrators see and do, on all nodes of the hub. */
final class AdminRoutes {
  static final String RESET = "/api/admin/reset";
  static final String SNAPSHOT = "/api/hub/admin/snapshot";
  static final String METRICS = "/api/hub/admin/metrics";
  static final String CLEAR_AUDIT = "/api/hub/admin/clear-audit-log";

  private final Hub hub;

  AdminRoutes(Hub hub) {
    this.hub = hub;
  }

  /** Does it, or refuses. */
  void handle(Exchange exchange, String path) throws Refusal {
    switch (path) {
      case SNAPSHOT -> {
        exchange.expect(HttpMethod.GET);
        snapshot(exchange);
      }
      case METRICS -> {
        exchange.expect(HttpMethod.GET);
        hub.askOthers(
            ClusterLink.question(NodeAnswers.SNAPSHOT),
            others -> exchange.ok(Snapshot.metrics(hub, others)));
      }
      case RESET -> {
        exchange.expect(HttpMethod.POST);
        requireAll(exchange);
        reset(exchange);
      }
      case CLEAR_AUDIT -> {
        exchange.expect(HttpMethod.POST);
        requireAll(exchange);
        hub.audit().clear();
        hub.askOthers(
            ClusterLink.question(NodeAnswers.CLEAR_AUDIT),
            _ -> exchange.ok(Json.object().put("status", "cleared")));
      }
      default -> throw new Refusal(HttpResponseStatus.NOT_FOUND, "Not Found");
    }
  }

  private void requireAll(Exchange exchange) throws Refusal {
    Rights.requireAll(
        hub.door().isPresent(), exchange.channel(), exchange.request(), exchange.access());
  }

  private void snapshot(Exchange exchange) {
    boolean audited =
        Rights.isAdministrator(
            hub.door().isPresent(), exchange.channel(), exchange.request(), exchange.access());
    hub.askOthers(
        ClusterLink.question(NodeAnswers.SNAPSHOT),
        others -> {
          ObjectNode snapshot = Snapshot.of(hub, exchange.access(), others);
          if (audited) {
            snapshot.putObject("audit").set("entries", Snapshot.audit(hub, others));
          }
          exchange.ok(snapshot);
        });
  }

  private void reset(Exchange exchange) throws Refusal {
    String single = Fields.ofOptional(exchange.request()).get("single_user_mode", "");
    boolean singleUser = single.equalsIgnoreCase("true");
    hub.reset(singleUser);
    hub.askOthers(
        ClusterLink.question(NodeAnswers.RESET).put("singleUser", singleUser),
        _ -> exchange.ok(Json.object().put("status", "reset")));
  }
}
