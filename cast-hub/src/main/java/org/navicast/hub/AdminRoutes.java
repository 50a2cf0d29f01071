package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Consumer;
import org.navicast.hub.door.Access;
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

  /**
   * Does it, or refuses.
   *
   * @param answer gets the reply, once, possibly before this returns
   */
  void handle(
      FullHttpRequest request,
      String path,
      Channel channel,
      Access access,
      Consumer<? super ObjectNode> answer)
      throws Refusal {
    boolean reads = path.equals(SNAPSHOT) || path.equals(METRICS);
    if (!request.method().equals(reads ? HttpMethod.GET : HttpMethod.POST)) {
      throw new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
    }
    switch (path) {
      case SNAPSHOT ->
          snapshot(
              access,
              Rights.isAdministrator(hub.door().isPresent(), channel, request, access),
              answer);
      case METRICS ->
          hub.askOthers(
              ClusterLink.question(NodeAnswers.SNAPSHOT),
              others -> answer.accept(Snapshot.metrics(hub, others)));
      case RESET -> {
        Rights.requireAll(hub.door().isPresent(), channel, request, access);
        String single = Fields.ofOptional(request).get("single_user_mode", "");
        reset(single.equalsIgnoreCase("true"), answer);
      }
      case CLEAR_AUDIT -> {
        Rights.requireAll(hub.door().isPresent(), channel, request, access);
        hub.audit().clear();
        hub.askOthers(
            ClusterLink.question(NodeAnswers.CLEAR_AUDIT),
            _ -> answer.accept(Json.object().put("status", "cleared")));
      }
      default -> throw new Refusal(HttpResponseStatus.NOT_FOUND, "Not Found");
    }
  }

  private void snapshot(Access access, boolean audited, Consumer<? super ObjectNode> answer) {
    hub.askOthers(
        ClusterLink.question(NodeAnswers.SNAPSHOT),
        others -> {
          ObjectNode snapshot = Snapshot.of(hub, access, others);
          if (audited) {
            snapshot.putObject("audit").set("entries", Snapshot.audit(hub, others));
          }
          answer.accept(snapshot);
        });
  }

  private void reset(boolean singleUser, Consumer<? super ObjectNode> answer) {
    hub.reset(singleUser);
    hub.askOthers(
        ClusterLink.question(NodeAnswers.RESET).put("singleUser", singleUser),
        _ -> answer.accept(Json.object().put("status", "reset")));
  }
}
