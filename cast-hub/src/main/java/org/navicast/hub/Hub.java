package org.navicast.hub;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.cluster.Roster;
import org.navicast.hub.cluster.Tickets;
import org.navicast.hub.conference.ConferenceNews;
import org.navicast.hub.conference.Conferences;
import org.navicast.hub.delivery.Audit;
import org.navicast.hub.delivery.Fanout;
import org.navicast.hub.delivery.Publisher;
import org.navicast.hub.door.Door;
import org.navicast.hub.door.MockOAuth;
import org.navicast.hub.door.Visitors;
import org.navicast.hub.fhircast.CurrentContexts;
import org.navicast.hub.fhircast.FhircastSubscriber;
import org.navicast.hub.file.Payloads;
import org.navicast.hub.file.StoredFile;
import org.navicast.hub.http.Json;
import org.navicast.hub.inflow.Crowd;
import org.navicast.hub.inflow.Standstill;
import org.navicast.hub.inflow.Turns;
import org.navicast.hub.node.ClusterLink;
import org.navicast.hub.node.ThisNode;
import org.navicast.hub.page.Page;
import org.navicast.hub.request.RequestLimits;
import org.navicast.hub.request.Requests;
import org.navicast.hub.subscription.Leases;
import org.navicast.hub.subscription.Removal;
import org.navicast.hub.subscription.RemovalReason;
import org.navicast.hub.subscription.SubscriberSocket;
import org.navicast.hub.subscription.Subscription;
import org.navicast.hub.subscription.SubscriptionKeeper;
import org.navicast.hub.subscription.Subscriptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All state of a hub and what changes it; touched by its one event loop only. */
final class Hub implements SubscriptionKeeper, ConferenceNews, ThisNode {
  static final String ALL_DELETED = "all subscriptions were deleted, subscribe again";

  /** As a person takes it who subscribes by hand; a program binds at once. */
  private static final Duration UNBOUND_LIFE = Duration.ofMinutes(10);

  private final HubServerConfig config;
  private final Subscriptions subscriptions;
  private final long node = ThreadLocalRandom.current().nextLong();
  private final Tickets tickets = new Tickets(node);
  private final Conferences conferences = new Conferences(node);
  private final Fanout fanout;
  private final Publisher publisher;
  private final Requests requests;
  private final MockOAuth oauth;
  private final Page page = new Page();
  private final Payloads payloads;
  private final Optional<Door> door;
  private final Leases leases;
  private final Visitors visitors;
  private final Crowd crowd;
  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private final Standstill standstill;
  private final Audit audit;
  private final @Nullable CurrentContexts contexts;
  private final FhircastDuties fhircast;
  private final ProcessFigures process;
  private final Administrators administrators = new Administrators(this::newsOfAll);
  private final @Nullable ClusterLink cluster;
  private boolean draining;
  private final Set<BoundSocket> sockets = new LinkedHashSet<>();

  Hub(HubServerConfig config, EventLoop loop) {
    HubLimits limits = config.limits();
    this.config = config;
    this.loop = loop;
    this.nanoTime = loop.ticker()::nanoTime;
    this.standstill = new Standstill(nanoTime);
    this.crowd = new Crowd(limits.maxConnections(), limits.maxUnfinishedBytes(), nanoTime);
    this.subscriptions = new Subscriptions(limits.maxSubscriptions());
    this.fanout = new Fanout(limits.lostSubscriberBytes(), nanoTime, new Turns(loop));
    this.audit = new Audit(config.clock());
    this.process = new ProcessFigures(config.clock(), nanoTime);
    this.publisher =
        new Publisher(
            subscriptions,
            conferences,
            fanout,
            standstill,
            audit,
            nanoTime,
            limits.maxNameLength());
    this.requests =
        new Requests(
            new RequestLimits(
                config.requestTimeout(), limits.maxPendingRequests(), limits.maxNameLength()),
            config.clock(),
            loop,
            subscriptions,
            fanout);
    this.door = config.tokenRules().map(rules -> new Door(rules, config.clock(), loop));
    this.leases =
        new Leases(
            subscriptions,
            config.clock(),
            loop,
            unbound -> remove(unbound, RemovalReason.LEASE_ENDED));
    this.visitors =
        new Visitors(
            config
                .certificate()
                .map(own -> config.web().withHosts(own.hosts()))
                .orElse(config.web()));
    this.payloads = new Payloads(config.files(), config.clock(), tickets);
    String anonymous = config.engine().isEmpty() ? "USER-" : "USER-" + Roster.name(node) + "-";
    this.oauth = new MockOAuth(config.clock(), limits.maxCodes(), tickets, anonymous);
    this.contexts = config.currentContext() ? new CurrentContexts() : null;
    if (contexts != null) {
      publisher.keepIn(contexts);
    }
    this.fhircast = new FhircastDuties(this, nanoTime, contexts);
    this.cluster =
        config.engine().map(source -> new ClusterLink(this, node, loop, source)).orElse(null);
    if (cluster != null) {
      publisher.alsoTo(cluster);
      requests.alsoOn(cluster);
    }
  }

  HubServerConfig config() {
    return config;
  }

  @Override
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  @Override
  public Conferences conferences() {
    return conferences;
  }

  @Override
  public Fanout fanout() {
    return fanout;
  }

  @Override
  public Publisher publisher() {
    return publisher;
  }

  @Override
  public Requests requests() {
    return requests;
  }

  /** Who lets people in; empty where everybody may come in. */
  Optional<Door> door() {
    return door;
  }

  @Override
  public LongSupplier nanoTime() {
    return nanoTime;
  }

  Standstill standstill() {
    return standstill;
  }

  Crowd crowd() {
    return crowd;
  }

  Visitors visitors() {
    return visitors;
  }

  Leases leases() {
    return leases;
  }

  /** What is open on each topic; null where the hub is not to keep that. */
  @Nullable CurrentContexts contexts() {
    return contexts;
  }

  FhircastDuties fhircast() {
    return fhircast;
  }

  MockOAuth oauth() {
    return oauth;
  }

  Page page() {
    return page;
  }

  Payloads payloads() {
    return payloads;
  }

  @Override
  public @Nullable StoredFile openFile(String id) {
    return payloads.open(id, loop);
  }

  /**
   * Looks for a file on whichever node it lies.
   *
   * @param found gets it, for who reads it to end, or null where there is none
   * @param silent is called instead where its node gives no answer
   */
  void findFile(String id, Consumer<@Nullable StoredFile> found, Runnable silent) {
    OptionalLong other = tickets.otherNode(id);
    if (cluster == null || other.isEmpty()) {
      found.accept(openFile(id));
    } else if (cluster.isConnected() && !cluster.knows(other.getAsLong())) {
      found.accept(null); // its files are gone with it
    } else {
      cluster.files().find(other.getAsLong(), id, found, silent);
    }
  }

  /**
   * Redeems a code of the mock login on whichever node gave it.
   *
   * @param granted gets what it is for; null where it is not good, or its node does not answer
   */
  void redeem(String code, Consumer<MockOAuth.@Nullable Grant> granted) {
    OptionalLong other = tickets.otherNode(code);
    if (cluster == null || other.isEmpty()) {
      granted.accept(oauth.redeem(code));
    } else {
      cluster.ask(
          other.getAsLong(),
          ClusterLink.question(NodeAnswers.CODE).put("code", code),
          told -> granted.accept(told == null ? null : NodeAnswers.grant(told)));
    }
  }

  /** Lets go of files and subscriptions that nobody came for; to be called now and then. */
  void expire() {
    payloads.expire();
    subscriptions.dropUnbound(config.clock().instant().minus(UNBOUND_LIFE));
  }

  /** The other nodes of this hub; null where there can be none. */
  @Nullable ClusterLink cluster() {
    return cluster;
  }

  Audit audit() {
    return audit;
  }

  ProcessFigures process() {
    return process;
  }

  Administrators administrators() {
    return administrators;
  }

  @Override
  public long news() {
    return audit.number() + subscriptions.revision();
  }

  private long newsOfAll() {
    return news() + (cluster == null ? 0 : cluster.news());
  }

  @Override
  public void granted(Subscription subscription) {
    leases.watch(subscription);
    fhircast.granted(subscription);
    if (cluster != null) {
      cluster.wanted(subscription.interest().topic());
    }
  }

  @Override
  public void renewed(Subscription subscription) {
    fhircast.renewed(subscription);
  }

  @Override
  public void tellEverywhere(ObjectNode envelope) {
    publisher.publishOwn(envelope, true);
    if (cluster != null) {
      cluster.tellAll(envelope);
    }
  }

  @Override
  public void conferencesChanged() {
    if (cluster != null) {
      cluster.settleTopics();
      cluster.tellConferences();
    }
  }

  /**
   * Asks the other nodes.
   *
   * @param whenDone gets the parts of their answers; at once, and none, where there are no others
   */
  void askOthers(ObjectNode question, Consumer<List<JsonNode>> whenDone) {
    if (cluster == null) {
      whenDone.accept(List.of());
    } else {
      cluster.gather(question, whenDone);
    }
  }

  /** The socket is open: from here on it receives. A second one for a subscription takes over. */
  void socketOpened(BoundSocket socket) {
    sockets.add(socket);
    Subscription subscription = socket.subscription();
    SubscriberSocket former = subscription.socket();
    if (former != null) {
      former.close(new WebSocketCloseStatus(1000, "bound again by another connection"));
    }
    subscription.bind(socket);
    FhircastSubscriber form = subscription.fhircast();
    if (form == null) {
      socket.sendNow(
          Json.bytes(
              Json.object()
                  .put("type", "connection.established")
                  .put("endpoint", subscription.id())
                  .put("timestamp", timestamp())));
    } else {
      fhircast.opened(subscription, form, socket);
    }
  }

  void socketClosed(BoundSocket socket) {
    sockets.remove(socket);
    if (socket.subscription().socket() == socket) {
      if (socket.saidGoodbye()) {
        remove(socket.subscription(), RemovalReason.WEBSOCKET_DISCONNECT);
      } else {
        lost(socket.subscription(), RemovalReason.WEBSOCKET_DISCONNECT);
      }
    }
  }

  /** The same as {@link #remove}, of a subscriber that did not say that it would go. */
  void lost(Subscription subscription, RemovalReason reason) {
    if (remove(subscription, reason)) {
      fhircast.lost(subscription);
    }
  }

  /**
   * Ends a subscription and tells those who listen for it; its socket stays as it is.
   *
   * @return false where it had ended before
   */
  boolean remove(Subscription subscription, RemovalReason reason) {
    if (!subscriptions.remove(subscription)) {
      return false;
    }
    if (!subscription.interest().topic().isEmpty()) {
      publisher.publishOwn(Removal.event(subscription.interest(), reason, timestamp()), false);
    }
    return true;
  }

  @Override
  public boolean dismiss(Subscription subscription, RemovalReason reason) {
    return dismiss(subscription, reason, "this subscription was ended, subscribe again");
  }

  /**
   * The same.
   *
   * @param why for the client, or who looks after it
   */
  boolean dismiss(Subscription subscription, RemovalReason reason, String why) {
    if (!remove(subscription, reason)) {
      return false;
    }
    SubscriberSocket socket = subscription.socket();
    if (socket != null) {
      socket.dismiss(why);
    }
    return true;
  }

  /** Ends all subscriptions without events for others; whom it concerns is told on its socket. */
  int dismissAll(String reason) {
    int count = subscriptions.clear();
    List.copyOf(sockets).forEach(socket -> socket.dismiss(reason));
    return count;
  }

  /** Forgets everything and closes every socket, without events. */
  void reset(boolean singleUser) {
    conferences.clear();
    requests.abandonAll();
    oauth.reset(singleUser);
    payloads.clear();
    audit.clear();
    if (contexts != null) {
      contexts.clear();
    }
    dismissAll("the hub was reset, subscribe again");
    if (cluster != null) {
      cluster.settleTopics();
    }
  }

  /**
   * The hub goes away: requests are answered with what there is, and peers are told to try again.
   */
  void drain() {
    draining = true;
    if (cluster != null) {
      cluster.leave();
    }
    letGo();
    administrators.close();
  }

  @Override
  public void letGo() {
    subscriptions.clear();
    requests.abandonAll();
    closeSockets(WebSocketCloseStatus.SERVICE_RESTART);
  }

  /** Why nobody may subscribe or publish here now; null where they may. */
  @Nullable String notReady() {
    if (draining) {
      return "This hub goes away";
    }
    return cluster == null || cluster.isConnected()
        ? null
        : "This node has lost its engine, try another one";
  }

  @Override
  public void answer(String kind, ObjectNode question, Consumer<ObjectNode> to) {
    NodeAnswers.answer(this, kind, question, to);
  }

  private void closeSockets(WebSocketCloseStatus status) {
    List.copyOf(sockets).forEach(socket -> socket.close(status));
  }

  /** Pings every socket. */
  void beat() {
    List.copyOf(sockets).forEach(BoundSocket::beat);
  }

  int socketCount() {
    return sockets.size();
  }

  String timestamp() {
    return Json.timestamp(config.clock().instant());
  }
}
