package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import tools.jackson.databind.node.ObjectNode;

/** What administrators see and do. */
final class AdminRoutes {
  static final String RESET = "/api/admin/reset";
  static final String SNAPSHOT = "/api/hub/admin/snapshot";
  static final String METRICS = "/api/hub/admin/metrics";
  static final String CLEAR_AUDIT = "/api/hub/admin/clear-audit-log";

  private final Hub hub;

  AdminRoutes(Hub hub) {
    this.hub = hub;
  }

  ObjectNode handle(FullHttpRequest request, String path, Channel channel, Access access)
      throws Refusal {
    boolean reads = path.equals(SNAPSHOT) || path.equals(METRICS);
    if (!request.method().equals(reads ? HttpMethod.GET : HttpMethod.POST)) {
      throw new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
    }
    return switch (path) {
      case SNAPSHOT -> {
        ObjectNode snapshot = Snapshot.of(hub, access);
        if (Rights.isAdministrator(hub, channel, request, access)) {
          hub.audit().writeTo(snapshot.putObject("audit").putArray("entries"));
        }
        yield snapshot;
      }
      case METRICS -> Snapshot.stats(hub);
      case RESET -> {
        Rights.requireAll(hub, channel, request, access);
        String single = Fields.ofOptional(request).get("single_user_mode", "");
        hub.reset(single.equalsIgnoreCase("true"));
        yield Json.object().put("status", "reset");
      }
      case CLEAR_AUDIT -> {
        Rights.requireAll(hub, channel, request, access);
        hub.audit().clear();
        yield Json.object().put("status", "cleared");
      }
      default -> throw new Refusal(HttpResponseStatus.NOT_FOUND, "Not Found");
    };
  }
}
