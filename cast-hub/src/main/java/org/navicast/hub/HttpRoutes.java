package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.conference.ConferenceRoutes;
import org.navicast.hub.door.Access;
import org.navicast.hub.door.Door;
import org.navicast.hub.door.HubTls;
import org.navicast.hub.door.Rights;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.file.Download;
import org.navicast.hub.file.StoredFile;
import org.navicast.hub.file.UploadedEvent;
import org.navicast.hub.http.Authority;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.http.Replies;
import org.navicast.hub.inflow.Inflow;
import org.navicast.hub.node.ClusterLink;
import org.navicast.hub.page.Page;
import org.navicast.hub.request.PendingRequest;
import org.navicast.hub.subscription.SubscriptionRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One HTTP connection: finds the route of each request and answers in order. */
final class HttpRoutes extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpRoutes.class);

  private static final String PAYLOADS_PATH = "/api/hub/payloads/";

  private final Hub hub;
  private final SubscriptionRoutes subscriptionRoutes;
  private final ConferenceRoutes conferenceRoutes;
  private final AdminRoutes adminRoutes;
  private @Nullable PendingRequest waiting;
  private boolean atTheDoor;
  private boolean gathering;
  private boolean downloading;

  /** The page that the request is from, which may use this hub; null where it is from none. */
  private @Nullable String origin;

  HttpRoutes(Hub hub) {
    this.hub = hub;
    this.subscriptionRoutes =
        new SubscriptionRoutes(
            hub.subscriptions(),
            hub.leases(),
            hub,
            hub.config().clock(),
            hub.config().limits().maxNameLength());
    this.conferenceRoutes =
        new ConferenceRoutes(
            hub.conferences(),
            hub.subscriptions(),
            hub,
            hub.config().clock(),
            hub.config().limits().maxNameLength());
    this.adminRoutes = new AdminRoutes(hub);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (waiting != null || atTheDoor || gathering || downloading) {
      // A second request before the first is answered: its answer would have to wait its turn.
      var _ = ctx.close();
      return;
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    origin = null;
    if (request.decoderResult().isFailure()) {
      reply(ctx, Replies.refused(bad("Malformed HTTP request"), false), false);
      return;
    }
    try {
      hub.visitors().check(request);
    } catch (Refusal e) {
      // Without a word about other origins: what is answered is not for that page to read.
      reply(ctx, Replies.refused(e, keepAlive), keepAlive);
      return;
    }
    origin = request.headers().get(HttpHeaderNames.ORIGIN);
    hub.door()
        .filter(_ -> wantsToken(request))
        .ifPresentOrElse(
            door -> askIn(door, ctx, request, keepAlive),
            () -> handle(ctx, request, keepAlive, Access.ANYBODY));
  }

  /**
   * An endpoint of a socket is as good as a token, and browsers can show none there; the id of a
   * file, which only subscribers were told, as well.
   */
  private static boolean wantsToken(FullHttpRequest request) {
    String path = path(request.uri());
    return (path.startsWith("/api/")
            || path.equals(AdminSocket.PATH)
            || path.equals(FhircastRoutes.PATH)
            || FhircastRoutes.isBelow(path))
        && !path.startsWith(PAYLOADS_PATH)
        && !path.equals(FhircastRoutes.CONFIGURATION)
        && !request.method().equals(HttpMethod.OPTIONS);
  }

  private void askIn(
      Door door, ChannelHandlerContext ctx, FullHttpRequest request, boolean keepAlive) {
    atTheDoor = true;
    request.retain();
    door.admit(
        request.headers().get(HttpHeaderNames.AUTHORIZATION),
        access -> {
          atTheDoor = false;
          handle(ctx, request, keepAlive, access);
          request.release();
          hub.fanout().flush();
          ctx.flush();
        },
        refusal -> {
          atTheDoor = false;
          request.release();
          reply(ctx, Replies.refused(refusal, keepAlive), keepAlive);
        });
  }

  private void handle(
      ChannelHandlerContext ctx, FullHttpRequest request, boolean keepAlive, Access access) {
    try {
      route(ctx, request, keepAlive, access);
    } catch (Refusal e) {
      reply(ctx, Replies.refused(e, keepAlive), keepAlive);
    } catch (EnvelopeException e) {
      ObjectNode body = Json.object().put("detail", e.getMessage());
      reply(ctx, Replies.json(HttpResponseStatus.BAD_REQUEST, body, keepAlive), keepAlive);
    }
  }

  private void route(
      ChannelHandlerContext ctx, FullHttpRequest request, boolean keepAlive, Access access)
      throws Refusal, EnvelopeException {
    String path = withoutSlash(path(request.uri()));
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.OPTIONS)) {
      reply(ctx, options(request, keepAlive), keepAlive);
      return;
    }
    if (path.startsWith(SubscriptionRoutes.BIND_PATH)) {
      expect(method, HttpMethod.GET);
      BindRoute.bind(hub, ctx, request, path.substring(SubscriptionRoutes.BIND_PATH.length()));
      return;
    }
    if (path.startsWith(PAYLOADS_PATH)) {
      expect(method, HttpMethod.GET);
      download(ctx, path.substring(PAYLOADS_PATH.length()), keepAlive);
      return;
    }
    if (FhircastRoutes.isBelow(path)) {
      expect(method, HttpMethod.GET);
      ok(ctx, FhircastRoutes.get(hub, path, access), keepAlive);
      return;
    }
    switch (path) {
      case "/api/hub" -> {
        if (method.equals(HttpMethod.DELETE)) {
          gather(answer -> delete(ctx, request, access, answer), ctx, keepAlive);
        } else {
          hub(ctx, request, keepAlive, access, false);
        }
      }
      case FhircastRoutes.PATH -> hub(ctx, request, keepAlive, access, true);
      case "/api/hub/request" -> {
        expect(method, HttpMethod.POST);
        ask(ctx, request, keepAlive, access);
      }
      case ConferenceRoutes.PATH,
          ConferenceRoutes.PATH + "/join",
          ConferenceRoutes.PATH + "/lead" ->
          conferences(ctx, request, path, keepAlive, access);
      case ConferenceRoutes.TOPICS_PATH -> {
        expect(method, HttpMethod.GET);
        conferences(ctx, request, path, keepAlive, access);
      }
      case "/health" -> {
        expect(method, HttpMethod.GET);
        ObjectNode health = Json.object().put("status", "up");
        ClusterLink cluster = hub.cluster();
        if (cluster != null) {
          health.put("engine", cluster.isConnected() ? "connected" : "lost");
        }
        ok(ctx, health, keepAlive);
      }
      case "/ready" -> {
        expect(method, HttpMethod.GET);
        requireReady();
        ok(ctx, Json.object().put("status", "ready"), keepAlive);
      }
      case "/oauth/authorize" -> {
        expect(method, HttpMethod.POST);
        ok(ctx, hub.oauth().authorize(Fields.of(request)), keepAlive);
      }
      case "/oauth/token" -> {
        expect(method, HttpMethod.POST);
        ok(ctx, hub.oauth().token(Fields.of(request)), keepAlive);
      }
      case AdminRoutes.RESET, AdminRoutes.SNAPSHOT, AdminRoutes.METRICS, AdminRoutes.CLEAR_AUDIT ->
          gather(
              answer -> adminRoutes.handle(request, path, ctx.channel(), access, answer),
              ctx,
              keepAlive);
      case AdminSocket.PATH -> {
        expect(method, HttpMethod.GET);
        AdminSocket.open(hub, ctx, request, access);
      }
      default -> page(ctx, path, method, keepAlive);
    }
  }

  /** What is answered when other nodes have answered; at once where there are none. */
  private interface Gathered {
    void begin(Consumer<JsonNode> answer) throws Refusal;
  }

  private void gather(Gathered question, ChannelHandlerContext ctx, boolean keepAlive)
      throws Refusal {
    gathering = true;
    try {
      question.begin(
          body -> {
            gathering = false;
            ok(ctx, body, keepAlive);
          });
    } catch (Refusal e) {
      gathering = false;
      throw e;
    }
  }

  private void conferences(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      String path,
      boolean keepAlive,
      Access access)
      throws Refusal {
    // Read now: the request is gone when other nodes have answered.
    ConferenceRoutes.Wish wish = ConferenceRoutes.read(request, path);
    gathering = true;
    hub.askOthers(
        ClusterLink.question(ConferenceRoutes.TOPICS),
        others -> {
          gathering = false;
          try {
            ok(ctx, conferenceRoutes.handle(wish, access, others), keepAlive);
          } catch (Refusal e) {
            reply(ctx, Replies.refused(e, keepAlive), keepAlive);
          }
        });
  }

  private void requireReady() throws Refusal {
    String why = hub.notReady();
    if (why != null) {
      throw new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, why);
    }
  }

  private void download(ChannelHandlerContext ctx, String id, boolean keepAlive) {
    downloading = true;
    hub.findFile(
        id,
        file -> {
          if (file == null) {
            noDownload(
                ctx, HttpResponseStatus.NOT_FOUND, "payload not found or expired", keepAlive);
          } else {
            download(ctx, file, keepAlive);
          }
        },
        () ->
            noDownload(
                ctx,
                HttpResponseStatus.GATEWAY_TIMEOUT,
                "the node that has this payload does not answer",
                keepAlive));
  }

  private void download(ChannelHandlerContext ctx, StoredFile file, boolean keepAlive) {
    HttpResponse head = Download.head(file, keepAlive);
    if (origin != null) {
      Replies.readableBy(origin, head);
    }
    var _ = ctx.write(head);
    Download.start(ctx, file, keepAlive, () -> downloading = false);
  }

  private void noDownload(
      ChannelHandlerContext ctx, HttpResponseStatus status, String why, boolean keepAlive) {
    downloading = false;
    reply(ctx, Replies.refused(new Refusal(status, why), keepAlive), keepAlive);
  }

  private void page(ChannelHandlerContext ctx, String path, HttpMethod method, boolean keepAlive)
      throws Refusal {
    FullHttpResponse file = null;
    if (Page.isAt(path)) {
      expect(method, HttpMethod.GET);
      file = hub.page().answer(path, keepAlive);
    }
    if (file == null) {
      throw new Refusal(HttpResponseStatus.NOT_FOUND, "Not Found");
    }
    reply(ctx, file, keepAlive);
  }

  /**
   * An event, or a subscription.
   *
   * @param fhircast whether it was asked where only FHIRcast is spoken
   */
  private void hub(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      boolean keepAlive,
      Access access,
      boolean fhircast)
      throws Refusal, EnvelopeException {
    expect(request.method(), HttpMethod.POST);
    requireReady();
    boolean json = Fields.isJson(request);
    if (json && hub.publisher().read(request.content())) {
      requireTopic(access);
      boolean withFiles = request instanceof UploadedEvent;
      boolean published =
          hub.publisher()
              .publish(
                  ctx.alloc(),
                  request.content(),
                  // As in the reference hub, an event with files does not say by which host.
                  withFiles ? null : Authority.of(request, ctx.channel()),
                  Inflow.of(ctx.channel()).waitedNanos(),
                  null,
                  withFiles);
      if (request instanceof UploadedEvent uploaded) {
        uploaded.published();
      }
      // Flushed with everything else that was read together, subscribers first.
      send(ctx, published ? Replies.received(keepAlive) : Replies.late(keepAlive), keepAlive);
      return;
    }
    Fields fields = Fields.of(request);
    switch (fields.get("hub.mode", "")) {
      case "subscribe" -> {
        String sockets = sockets(ctx.channel(), request);
        ObjectNode body = subscriptionRoutes.subscribe(fields, sockets, access, fhircast);
        reply(ctx, Replies.json(HttpResponseStatus.ACCEPTED, body, keepAlive), keepAlive);
      }
      case "unsubscribe" -> {
        SubscriptionRoutes.Answer answer =
            subscriptionRoutes.unsubscribe(fields, sockets(ctx.channel(), request), fhircast);
        reply(ctx, Replies.json(answer.status(), answer.body(), keepAlive), keepAlive);
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
  private static String sockets(Channel channel, FullHttpRequest request) {
    boolean secure = HubTls.secures(channel) || Rights.isForwardedTls(channel, request);
    return (secure ? "wss://" : "ws://") + Authority.of(request, channel);
  }

  private void ask(
      ChannelHandlerContext ctx, FullHttpRequest request, boolean keepAlive, Access access)
      throws Refusal, EnvelopeException {
    requireReady();
    ObjectNode body = Json.readObject(request.content());
    hub.publisher().read(request.content());
    requireTopic(access);
    PendingRequest started =
        hub.requests()
            .start(
                hub.publisher().head(),
                body,
                Inflow.of(ctx.channel()).client(),
                answer -> {
                  waiting = null;
                  ok(ctx, answer, keepAlive);
                });
    if (!started.isFinished()) {
      waiting = started;
    }
  }

  /** Of the envelope read last. */
  private void requireTopic(Access access) throws Refusal {
    if (!access.permits(hub.publisher().head().topic())) {
      throw Access.otherTopic();
    }
  }

  private void delete(
      ChannelHandlerContext ctx, FullHttpRequest request, Access access, Consumer<JsonNode> answer)
      throws Refusal {
    String endpoint = Fields.ofOptional(request).get("hub.channel.endpoint");
    if (endpoint != null) {
      answer.accept(subscriptionRoutes.delete(endpoint));
      return;
    }
    Rights.requireAll(hub.door().isPresent(), ctx.channel(), request, access);
    deleteAll(answer);
  }

  /** On all nodes, without a word to the others. */
  private void deleteAll(Consumer<JsonNode> answer) {
    int here = hub.dismissAll(Hub.ALL_DELETED);
    hub.askOthers(
        ClusterLink.question(NodeAnswers.DISMISS_ALL),
        others ->
            answer.accept(
                SubscriptionRoutes.unsubscribed(
                    here + others.stream().mapToInt(each -> each.path("removed").asInt(0)).sum())));
  }

  private static FullHttpResponse options(FullHttpRequest request, boolean keepAlive) {
    return request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
        ? Replies.preflight(request, keepAlive)
        : Replies.noContent(keepAlive);
  }

  /** One slash too many leads to the same place, except where what comes last is an id. */
  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") && !path.startsWith(SubscriptionRoutes.BIND_PATH)
        ? path.substring(0, path.length() - 1)
        : path;
  }

  private static String path(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  private static void expect(HttpMethod method, HttpMethod wanted) throws Refusal {
    if (!method.equals(wanted)) {
      throw new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
    }
  }

  private static Refusal bad(String detail) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }

  private void ok(ChannelHandlerContext ctx, JsonNode body, boolean keepAlive) {
    reply(ctx, Replies.json(HttpResponseStatus.OK, body, keepAlive), keepAlive);
  }

  private void reply(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
    send(ctx, response, keepAlive);
    ctx.flush();
  }

  private void send(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
    if (origin != null) {
      Replies.readableBy(origin, response);
    }
    ChannelFuture sent = ctx.write(response);
    if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    hub.fanout().flush();
    ctx.flush();
  }

  /** A client that sends but does not take its answers is not read until it does. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Inflow.of(ctx.channel()).hold(!ctx.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (waiting != null) {
      hub.requests().forget(waiting);
      waiting = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && waiting == null && !downloading) {
      var _ = ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException
        || cause instanceof PrematureChannelClosureException
        || HubTls.failed(cause)) {
      LOG.debug("An HTTP connection failed", cause);
      var _ = ctx.close();
    } else {
      LOG.error("The hub failed to handle a request, please report this", cause);
      ObjectNode body = Json.object().put("detail", "Internal Server Error");
      reply(ctx, Replies.json(HttpResponseStatus.INTERNAL_SERVER_ERROR, body, false), false);
    }
  }
}
