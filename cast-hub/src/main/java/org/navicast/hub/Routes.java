package org.navicast.hub;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.navicast.hub.conference.ConferenceRoutes;
import org.navicast.hub.door.HubTls;
import org.navicast.hub.door.MockOAuth;
import org.navicast.hub.door.Rights;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.fhircast.Capabilities;
import org.navicast.hub.http.Authority;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.http.Replies;
import org.navicast.hub.node.ClusterLink;
import org.navicast.hub.page.Page;
import org.navicast.hub.subscription.SubscriptionRoutes;
import tools.jackson.databind.node.ObjectNode;

/** Finds the route of a request, which answers it at once or later. */
final class Routes {
  private static final String PAYLOADS_PATH = "/api/hub/payloads/";

  private final Hub hub;
  private final EventRoutes events;
  private final SubscriptionRoutes subscriptions;
  private final ConferenceRoutes conferences;
  private final AdminRoutes admin;

  Routes(Hub hub) {
    this.hub = hub;
    this.events = new EventRoutes(hub);
    int maxNameLength = hub.config().limits().maxNameLength();
    this.subscriptions =
        new SubscriptionRoutes(
            hub.subscriptions(), hub.leases(), hub, hub.config().clock(), maxNameLength);
    this.conferences =
        new ConferenceRoutes(
            hub.conferences(), hub.subscriptions(), hub, hub.config().clock(), maxNameLength);
    this.admin = new AdminRoutes(hub);
  }

  /**
   * An endpoint of a socket is as good as a token, and browsers can show none there; the id of a
   * file, which only subscribers were told, as well.
   */
  static boolean wantsToken(Exchange exchange) {
    String path = exchange.path();
    return (path.startsWith("/api/")
            || path.equals(AdminSocket.PATH)
            || path.equals(FhircastRoutes.PATH)
            || FhircastRoutes.isBelow(path))
        && !path.startsWith(PAYLOADS_PATH)
        && !FhircastRoutes.isConfiguration(path)
        && !exchange.method().equals(HttpMethod.OPTIONS);
  }

  void handle(Exchange exchange) throws Refusal, EnvelopeException {
    String path = withoutSlash(exchange.path());
    if (exchange.method().equals(HttpMethod.OPTIONS)) {
      exchange.reply(options(exchange));
      return;
    }
    if (path.startsWith(SubscriptionRoutes.BIND_PATH)) {
      exchange.expect(HttpMethod.GET);
      BindRoute.bind(hub, exchange, path.substring(SubscriptionRoutes.BIND_PATH.length()));
      return;
    }
    if (path.startsWith(PAYLOADS_PATH)) {
      exchange.expect(HttpMethod.GET);
      download(exchange, path.substring(PAYLOADS_PATH.length()));
      return;
    }
    if (FhircastRoutes.isBelow(path)) {
      exchange.expect(HttpMethod.GET);
      exchange.ok(FhircastRoutes.get(hub, path, exchange.access()));
      return;
    }
    switch (path) {
      case "/api/hub" -> {
        if (exchange.method().equals(HttpMethod.DELETE)) {
          delete(exchange);
        } else {
          hub(exchange, false);
        }
      }
      case FhircastRoutes.PATH -> hub(exchange, true);
      case FhircastRoutes.CAST_CONFIGURATION -> {
        exchange.expect(HttpMethod.GET);
        exchange.ok(Capabilities.of(false)); // what is open is told below the other address alone
      }
      case "/api/hub/request" -> {
        exchange.expect(HttpMethod.POST);
        requireReady();
        events.ask(exchange);
      }
      case ConferenceRoutes.PATH,
          ConferenceRoutes.PATH + "/join",
          ConferenceRoutes.PATH + "/lead" ->
          conferences(exchange, path);
      case ConferenceRoutes.TOPICS_PATH -> {
        exchange.expect(HttpMethod.GET);
        conferences(exchange, path);
      }
      case "/health" -> {
        exchange.expect(HttpMethod.GET);
        exchange.ok(health());
      }
      case "/ready" -> {
        exchange.expect(HttpMethod.GET);
        requireReady();
        exchange.ok(Json.object().put("status", "ready"));
      }
      case "/oauth/authorize" -> {
        exchange.expect(HttpMethod.POST);
        exchange.ok(hub.oauth().authorize(Fields.of(exchange.request())));
      }
      case "/oauth/token" -> {
        exchange.expect(HttpMethod.POST);
        token(exchange, MockOAuth.code(Fields.of(exchange.request())));
      }
      case AdminRoutes.RESET, AdminRoutes.SNAPSHOT, AdminRoutes.METRICS, AdminRoutes.CLEAR_AUDIT ->
          admin.handle(exchange, path);
      case AdminSocket.PATH -> {
        exchange.expect(HttpMethod.GET);
        AdminSocket.open(hub, exchange);
      }
      default -> page(exchange, path);
    }
  }

  /** While nobody may subscribe or publish here, it is refused. */
  private void requireReady() throws Refusal {
    String why = hub.notReady();
    if (why != null) {
      throw new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, why);
    }
  }

  /**
   * An event, or a subscription.
   *
   * @param fhircast whether it was asked where only FHIRcast is spoken
   */
  private void hub(Exchange exchange, boolean fhircast) throws Refusal, EnvelopeException {
    exchange.expect(HttpMethod.POST);
    requireReady();
    FullHttpRequest request = exchange.request();
    boolean json = Fields.isJson(request);
    if (json && events.publish(exchange)) {
      return;
    }
    Fields fields = Fields.of(request);
    switch (fields.get("hub.mode", "")) {
      case "subscribe" ->
          exchange.reply(
              HttpResponseStatus.ACCEPTED,
              subscriptions.subscribe(fields, sockets(exchange), exchange.access(), fhircast));
      case "unsubscribe" -> {
        SubscriptionRoutes.Answer answer =
            subscriptions.unsubscribe(fields, sockets(exchange), fhircast);
        exchange.reply(answer.status(), answer.body());
      }
      case "" ->
          throw bad(
              json
                  ? "Invalid /api/hub POST payload: want an object 'event' or a hub.mode"
                  : "Invalid hub.mode");
      default -> throw bad("Invalid hub.mode");
    }
  }

  /** Where the sockets of this hub are, for who asked on that connection. */
  private static String sockets(Exchange exchange) {
    boolean secure =
        HubTls.secures(exchange.channel())
            || Rights.isForwardedTls(exchange.channel(), exchange.request());
    return (secure ? "wss://" : "ws://") + Authority.of(exchange.request(), exchange.channel());
  }

  /** One subscription, or all of them on all nodes without a word to the others. */
  private void delete(Exchange exchange) throws Refusal {
    String endpoint = Fields.ofOptional(exchange.request()).get("hub.channel.endpoint");
    if (endpoint != null) {
      exchange.ok(subscriptions.delete(endpoint));
      return;
    }
    Rights.requireAll(
        hub.door().isPresent(), exchange.channel(), exchange.request(), exchange.access());
    int here = hub.dismissAll(Hub.ALL_DELETED);
    hub.askOthers(
        ClusterLink.question(NodeAnswers.DISMISS_ALL),
        others ->
            exchange.ok(
                SubscriptionRoutes.unsubscribed(
                    here + others.stream().mapToInt(each -> each.path("removed").asInt(0)).sum())));
  }

  private void conferences(Exchange exchange, String path) throws Refusal {
    // Read now: the request is gone when other nodes have answered.
    ConferenceRoutes.Wish wish = ConferenceRoutes.read(exchange.request(), path);
    hub.askOthers(
        ClusterLink.question(ConferenceRoutes.TOPICS),
        others -> {
          try {
            exchange.ok(conferences.handle(wish, exchange.access(), others));
          } catch (Refusal e) {
            exchange.refuse(e);
          }
        });
  }

  private void token(Exchange exchange, String code) {
    hub.redeem(
        code,
        grant -> {
          try {
            exchange.ok(hub.oauth().tokens(grant));
          } catch (Refusal e) {
            exchange.refuse(e);
          }
        });
  }

  private ObjectNode health() {
    ObjectNode health = Json.object().put("status", "up");
    ClusterLink cluster = hub.cluster();
    if (cluster != null) {
      health.put("engine", cluster.isConnected() ? "connected" : "lost");
    }
    return health;
  }

  private void download(Exchange exchange, String id) {
    hub.findFile(
        id,
        file -> {
          if (file == null) {
            exchange.refuse(
                new Refusal(HttpResponseStatus.NOT_FOUND, "payload not found or expired"));
          } else {
            exchange.reply(file);
          }
        },
        () ->
            exchange.refuse(
                new Refusal(
                    HttpResponseStatus.GATEWAY_TIMEOUT,
                    "the node that has this payload does not answer")));
  }

  private void page(Exchange exchange, String path) throws Refusal {
    FullHttpResponse file = null;
    if (Page.isAt(path)) {
      exchange.expect(HttpMethod.GET);
      file = hub.page().answer(path, exchange.keepsAlive());
    }
    if (file == null) {
      throw new Refusal(HttpResponseStatus.NOT_FOUND, "Not Found");
    }
    exchange.reply(file);
  }

  private static FullHttpResponse options(Exchange exchange) {
    FullHttpRequest request = exchange.request();
    return request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
        ? Replies.preflight(request, exchange.keepsAlive())
        : Replies.noContent(exchange.keepsAlive());
  }

  /** One slash too many leads to the same place, except where what comes last is an id. */
  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") && !path.startsWith(SubscriptionRoutes.BIND_PATH)
        ? path.substring(0, path.length() - 1)
        : path;
  }

  private static Refusal bad(String detail) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }
}
