package org.navicast.cast.hub;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.auth.Token;
import org.navicast.cast.auth.TokenKeeper;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.json.Sender;
import org.navicast.cast.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The link to a Cast or FHIRcast hub, the first of a list that answers: subscribes, keeps the
 * WebSocket, publishes what the outbox lets through, answers status requests, and starts over when
 * anything breaks. It only ever connects outward.
 *
 * <p>Lives on one event loop, which the methods say; {@link #start} and {@link #close} may be
 * called from anywhere.
 */
public final class HubClient {
  private static final Logger LOG = LoggerFactory.getLogger(HubClient.class);

  /** Ceiling of the first wait after a failure, and of all of them. */
  private static final int FIRST_RETRY_MILLIS = 250;

  private static final int MAX_RETRY_MILLIS = 15_000;

  /** A hub that was away for a short time is found within 2 s: this, and the time to subscribe. */
  private static final int SHORT_OUTAGE_RETRY_MILLIS = 1_500;

  private static final int SHORT_OUTAGE_MILLIS = 10_000;

  /**
   * A link that broke sooner than this did not work: a hub that throws out at once is not hammered.
   */
  private static final long WORKED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int SUBSCRIBE_TIMEOUT_MILLIS = 3_000;

  /** A lease is renewed after three quarters of its time. */
  private static final int RENEW_PER_MILLE = 750;

  /** While something is held, the way back to the first hub is looked at again so soon. */
  private static final int RETURN_AGAIN_MILLIS = 1_000;

  private static final int CHECK_ALIVE_MILLIS = 250;

  /** How long a closing client waits for what must still go out, and for the hub to say goodbye. */
  private static final int CLOSE_MILLIS = 500;

  private final HubConfig config;
  private final Sender sender;
  private final EventLoop loop;
  private final TimeSource time;
  private final DoubleSupplier random;
  private final Listener listener;
  private final List<Site> sites;
  private final HubTurns turns;
  private final Outbox outbox;
  private final EventSender events;
  private final Backoff backoff;

  /** What was told last of each hub, by its turn, since the link was up. */
  private final Map<Integer, String> troubles = new HashMap<>();

  private HubState state = HubState.STOPPED;
  private long sinceNanos;
  private String topic;
  private String endpoint = "";
  private boolean takesEventsOnSocket;
  private long onlineNanos;
  private long attemptNanos;
  private long statusAnswers;
  private Notifications notifications = new Notifications();
  private HubHttp control;

  /** The connections that events go over; none while they go over the WebSocket. */
  private List<HubHttp> posts = List.of();

  private @Nullable HubSocket socket;
  private @Nullable ScheduledFuture<?> retryTimer;
  private @Nullable ScheduledFuture<?> aliveTimer;
  private @Nullable ScheduledFuture<?> leaseTimer;
  private @Nullable ScheduledFuture<?> returnTimer;
  private @Nullable ScheduledFuture<?> confirmTimer;

  /** One of the hubs that may be used, and what lets us in there. */
  private record Site(Connector connector, TokenKeeper tokens) {}

  /** What the link tells its owner; called on the event loop. */
  public interface Listener {
    /** The link changed; the reason is plain words, without a full stop. */
    default void changed(HubState state, String reason) {}

    /** Events flow from now on: the moment to say what is true. */
    default void online(long nowNanos) {}

    /** The hub handed on an event that was subscribed to. */
    default void received(HubEvent event) {}

    /** What a status request is answered with. */
    default List<StatusItem> status() {
      return List.of();
    }
  }

  /**
   * @param outbound makes bootstraps on {@code loop}
   * @param random uniform in 0…1, spreads the retries
   * @throws IllegalStateException when this Java has no usable TLS
   */
  public HubClient(
      HubConfig config,
      Sender sender,
      EventLoop loop,
      Supplier<Bootstrap> outbound,
      TimeSource time,
      DoubleSupplier random,
      Listener listener) {
    this.config = config;
    this.sender = sender;
    this.loop = loop;
    this.time = time;
    this.sinceNanos = time.nanos();
    this.random = random;
    this.listener = listener;
    this.topic = config.topic();
    this.sites = sites(outbound);
    this.turns = new HubTurns(sites.size());
    this.control = new HubHttp(site().connector(), loop);
    this.outbox = new Outbox(config.deadlineMillis());
    this.events =
        new EventSender(
            outbox, new EventEncoder(sender, config.deadlineMillis(), config.dialect()), time);
    this.backoff = reconnecting(random);
  }

  /** A hub that gives tokens gives its own; those of an identity provider are good for all. */
  private List<Site> sites(Supplier<Bootstrap> outbound) {
    List<Connector> hubs =
        Stream.concat(Stream.of(config.address()), config.standby().hubs().stream())
            .map(address -> new Connector(address, outbound, config.tls(), config.proxy()))
            .toList();
    TokenKeeper first = tokens(hubs.getFirst(), outbound);
    boolean same = hubs.size() == 1 || config.auth() instanceof HubConfig.Auth.OAuth;
    return hubs.stream().map(hub -> new Site(hub, same ? first : tokens(hub, outbound))).toList();
  }

  private TokenKeeper tokens(Connector hub, Supplier<Bootstrap> outbound) {
    return new TokenKeeper(
        TokenSources.of(config, hub, outbound, sender, loop, time),
        loop,
        time.nanoTime(),
        random,
        new TokenNews(hub.address()));
  }

  /** When a gateway tries again: within 250 ms at first, after a long outage within 15 s. */
  static Backoff reconnecting(DoubleSupplier random) {
    return new Backoff(
        FIRST_RETRY_MILLIS,
        SHORT_OUTAGE_RETRY_MILLIS,
        SHORT_OUTAGE_MILLIS,
        MAX_RETRY_MILLIS,
        random);
  }

  /** Connects, and keeps trying. */
  public void start() {
    onLoop(
        () -> {
          if (state == HubState.STOPPED) {
            authorize("started");
          }
        });
  }

  /**
   * Takes an event in, on the event loop. It goes out with the next {@link #flush()}, so that what
   * arrived together is put in order, and merged, before the first of it leaves.
   */
  public void offer(NaviEvent event) {
    outbox.offer(event);
  }

  /** Sends what the rules of the {@link Outbox} let go now; on the event loop. */
  public void flush() {
    events.pump();
  }

  /** Where the link is; on the event loop. */
  public HubState state() {
    return state;
  }

  /** The hub that is used now, or tried; on the event loop. */
  public HubAddress hub() {
    return site().connector().address();
  }

  private Site site() {
    return sites.get(turns.current());
  }

  private TokenKeeper tokens() {
    return site().tokens();
  }

  /** What became of the events; on the event loop. */
  public OutboxCounters counters() {
    return outbox.counters();
  }

  /** How fast the link is; on the event loop. */
  public LinkFigures figures() {
    HubSocket open = socket;
    return new LinkFigures(
        micros(open == null ? OptionalLong.empty() : open.lastTripNanos()),
        micros(events.ages().quantile(0.5)),
        micros(events.ages().quantile(1)));
  }

  private static OptionalLong micros(OptionalLong nanos) {
    return nanos.isEmpty() ? nanos : OptionalLong.of(nanos.getAsLong() / 1_000);
  }

  /** The topic that is subscribed to, which a token may have named; on the event loop. */
  public String topic() {
    return topic;
  }

  /** Sends what must still go out, says goodbye to the hub, and stops; bounded in time. */
  public CompletableFuture<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    onLoop(() -> drain(time.nanos() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS), closed));
    return closed;
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  // ---- The states, one method each ----

  private void authorize(String reason) {
    become(HubState.AUTHORIZING, reason);
    attemptNanos = time.nanos();
    control.close();
    control = new HubHttp(site().connector(), loop);
    tokens().get(this::authorized, why -> failed(HubState.AUTHORIZING, why));
  }

  private void authorized(Token token) {
    if (state == HubState.AUTHORIZING) {
      topic = config.topic().isEmpty() ? token.topic() : config.topic();
      subscribe();
    }
  }

  /** What the keeper of the token does while nobody asks it. */
  private record TokenNews(HubAddress hub) implements TokenKeeper.Listener {
    @Override
    public void renewed() {
      LOG.debug("hub {}: another token is in use", hub);
    }

    @Override
    public void notRenewed(String why) {
      LOG.warn("hub {}: the token could not be renewed: {}; trying again", hub, why);
    }
  }

  private void subscribe() {
    become(HubState.SUBSCRIBING, "let in");
    if (topic.isEmpty()) {
      failed(HubState.SUBSCRIBING, "neither the configuration nor the token names a topic");
      return;
    }
    String authorization = tokens().authorization();
    postForm(
        subscription(),
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            if (status == 401 || status == 403) {
              // With 403 too: the provider may have been told meanwhile what we may do.
              tokens().refused(authorization);
            }
            subscribed(status, body);
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            HubClient.this.failed(HubState.SUBSCRIBING, reason);
          }
        });
  }

  private Map<String, String> subscription() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("hub.mode", "subscribe");
    form.put("hub.channel.type", "websocket");
    form.put("hub.topic", topic);
    form.put("hub.events", String.join(",", config.events()));
    form.put("hub.lease_seconds", Integer.toString(config.leaseSeconds()));
    form.put("subscriber.name", sender.subscriberName());
    switch (config.dialect()) {
      case Dialect.Cast _ -> {
        form.put("subscriber.product.name", sender.product());
        form.put("subscriber.actors", actorsJson());
      }
      case Dialect.Fhircast _ -> {}
    }
    return form;
  }

  private String actorsJson() {
    return HubMessages.MAPPER.writeValueAsString(List.of(sender.actor()));
  }

  private void subscribed(int status, String body) {
    if (state != HubState.SUBSCRIBING) {
      return;
    }
    if (status != 202 && status != 200) {
      failed(HubState.SUBSCRIBING, refusal("the subscription", status), control.retryAfterMillis());
      return;
    }
    try {
      JsonNode reply = HubMessages.MAPPER.readTree(body);
      endpoint = reply.path("hub.channel.endpoint").asString("");
      takesEventsOnSocket = false;
      for (JsonNode way : reply.path("navicast.publish")) {
        takesEventsOnSocket |= way.asString("").equals("websocket");
      }
      bind(HubAddress.pathAndQuery(endpoint));
      leased(HubMessages.leaseSeconds(reply));
    } catch (JacksonException e) {
      failed(HubState.SUBSCRIBING, "the hub's answer to the subscription is not JSON");
    } catch (IllegalArgumentException e) {
      failed(HubState.SUBSCRIBING, String.valueOf(e.getMessage()));
    }
  }

  /** Renews the subscription well before it ends, where the hub says when that is. */
  private void leased(long seconds) {
    if (seconds > 0) {
      cancel(leaseTimer);
      leaseTimer =
          loop.schedule(
              () -> renewLease(seconds), seconds * RENEW_PER_MILLE, TimeUnit.MILLISECONDS);
    }
  }

  private void renewLease(long seconds) {
    if (state != HubState.ONLINE) {
      return;
    }
    if (!control.idle()) {
      leaseTimer =
          loop.schedule(() -> renewLease(seconds), CHECK_ALIVE_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    Map<String, String> form = subscription();
    form.put("hub.channel.endpoint", endpoint);
    postForm(
        form,
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            JsonNode reply = HubMessages.reply(body);
            String given = reply.path("hub.channel.endpoint").asString("");
            if (status != 202 && status != 200) {
              failed(refusal("the renewal of the subscription", status), true);
            } else if (given.isEmpty() || given.equals(endpoint)) {
              // A lease ends with the token at the latest, so the next may be another.
              long granted = HubMessages.leaseSeconds(reply);
              leased(granted > 0 ? granted : seconds);
            } else {
              moved(status, body);
            }
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            HubClient.this.failed(HubState.ONLINE, reason);
          }
        });
  }

  /** The renewal made another subscription instead: that one is used from now on. */
  private void moved(int status, String body) {
    takeDown();
    become(HubState.SUBSCRIBING, "the hub moved the subscription to another endpoint");
    subscribed(status, body);
  }

  private void bind(String pathAndQuery) {
    become(HubState.BINDING, "subscribed");
    notifications = new Notifications();
    SocketEvents socketEvents = new SocketEvents();
    HubSocket opening = new HubSocket(site().connector(), time, socketEvents);
    socketEvents.of = opening;
    socket = opening;
    opening.open(pathAndQuery);
  }

  private void online(HubSocket open) {
    troubles.clear();
    become(HubState.ONLINE, "the WebSocket is open");
    onlineNanos = time.nanos();
    if (publishesOnSocket()) {
      events.over(open, topic);
    } else {
      HubHttp urgent = new HubHttp(site().connector(), loop);
      HubHttp continuous = new HubHttp(site().connector(), loop);
      posts = List.of(urgent, continuous);
      posts.forEach(HubHttp::warm);
      events.over(
          urgent,
          continuous,
          loop,
          topic,
          () -> tokens().authorization(),
          () -> new Backoff(FIRST_RETRY_MILLIS, SHORT_OUTAGE_RETRY_MILLIS, random),
          this::publishRefused);
    }
    aliveTimer =
        loop.scheduleAtFixedRate(
            open::checkAlive, CHECK_ALIVE_MILLIS, CHECK_ALIVE_MILLIS, TimeUnit.MILLISECONDS);
    returnAfter(TimeUnit.SECONDS.toMillis(config.standby().returnSeconds()));
    long now = time.nanos();
    outbox.linkUp(now);
    listener.online(now);
    events.pump();
  }

  private boolean publishesOnSocket() {
    return switch (config.publish()) {
      case AUTO -> takesEventsOnSocket;
      case HTTP -> false;
      case WEBSOCKET -> true;
    };
  }

  private void publishRefused(int status, @Nullable String authorization) {
    LOG.warn("hub {}: {}", hub(), refusal("an event", status));
    if (status == 401) {
      tokens().refused(authorization);
    }
  }

  /**
   * Something failed in a state that is still the current one: after a pause from the start, or at
   * the next hub without one.
   */
  private void failed(HubState in, String reason) {
    failed(in, reason, 0);
  }

  /** The same, with a pause of at least that. */
  private void failed(HubState in, String reason, long atLeastMillis) {
    if (state != in) {
      return;
    }
    boolean worked = in == HubState.ONLINE && time.nanos() - onlineNanos > WORKED_NANOS;
    if (worked) {
      backoff.reset();
    }
    takeDown();
    become(HubState.WAITING, reason);
    if (worked) {
      turns.worked();
    }
    boolean pause = worked || turns.failed();
    retryTimer =
        loop.schedule(
            () -> authorize(pause ? "the pause is over" : "its turn"),
            pause ? Math.max(pauseMillis(in), atLeastMillis) : 0,
            TimeUnit.MILLISECONDS);
  }

  private long pauseMillis(HubState in) {
    // What an attempt took in vain was waiting, too.
    long spent = in == HubState.ONLINE ? 0 : time.nanos() - attemptNanos;
    return Math.max(0, backoff.nextMillis() - TimeUnit.NANOSECONDS.toMillis(spent));
  }

  // ---- Back to the first hub ----

  private void returnAfter(long millis) {
    cancel(returnTimer);
    if (turns.current() != 0 && millis > 0) {
      returnTimer = loop.schedule(this::askFirst, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Asks the first hub whether it answers, without leaving the one that is used. */
  private void askFirst() {
    HubHttp probe = new HubHttp(sites.getFirst().connector(), loop);
    probe.send(
        HttpMethod.OPTIONS,
        probe.path(),
        Forms.CONTENT_TYPE,
        Unpooled.EMPTY_BUFFER,
        null,
        SUBSCRIBE_TIMEOUT_MILLIS,
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            probe.close();
            // Above that a front end speaks for a hub that is not there.
            firstAnswered(status < 500);
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            firstAnswered(false);
          }
        });
  }

  private void firstAnswered(boolean well) {
    if (state != HubState.ONLINE || turns.current() == 0) {
      return;
    }
    if (!well) {
      returnAfter(TimeUnit.SECONDS.toMillis(config.standby().returnSeconds()));
    } else if (!outbox.holdsNothing()) {
      returnAfter(RETURN_AGAIN_MILLIS);
    } else {
      takeDown(HubSocket::closeNormally);
      turns.backToFirst();
      authorize("it answers again");
    }
  }

  private void become(HubState next, String reason) {
    HubState before = state;
    if (next == before) {
      return;
    }
    long now = time.nanos();
    log(before, TimeUnit.NANOSECONDS.toMillis(now - sinceNanos), next, reason);
    state = next;
    sinceNanos = now;
    listener.changed(next, reason);
  }

  /** Each change once: what a person waits for aloud, the steps on the way to it for who asks. */
  private void log(HubState before, long millis, HubState next, String reason) {
    Level level =
        switch (next) {
          case ONLINE -> Level.INFO;
          // The same trouble again is not news.
          case WAITING ->
              reason.equals(troubles.put(turns.current(), reason)) ? Level.DEBUG : Level.WARN;
          case STOPPED, AUTHORIZING, SUBSCRIBING, BINDING -> Level.DEBUG;
        };
    LOG.atLevel(level)
        .log(
            "hub {}: {}, was {} for {} ms: {}{}",
            hub(),
            next.label(),
            before.label(),
            millis,
            reason,
            next == HubState.WAITING ? "; trying again" : "");
  }

  // ---- Going down ----

  private void drain(long untilNanos, CompletableFuture<Void> closed) {
    events.pump();
    boolean postUnderWay = !posts.stream().allMatch(HubHttp::idle);
    if (state == HubState.ONLINE
        && (!outbox.isEmpty() || postUnderWay)
        && time.nanos() - untilNanos < 0) {
      loop.schedule(() -> drain(untilNanos, closed), 5, TimeUnit.MILLISECONDS);
      return;
    }
    boolean sayGoodbye = state == HubState.ONLINE && control.idle();
    HubSocket bound = socket;
    become(HubState.STOPPED, "closed by us");
    if (!sayGoodbye) {
      takeDown();
      closed.complete(null);
      return;
    }
    postForm(
        Map.of(
            "hub.mode",
            "unsubscribe",
            "hub.channel.type",
            "websocket",
            "hub.topic",
            topic,
            "hub.channel.endpoint",
            endpoint),
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            end();
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            end();
          }

          private void end() {
            if (bound != null) {
              bound.closeNormally();
            }
            takeDown();
            closed.complete(null);
          }
        });
  }

  private void takeDown() {
    takeDown(broken -> broken.close(""));
  }

  private void takeDown(Consumer<HubSocket> closing) {
    cancel(retryTimer);
    cancel(aliveTimer);
    cancel(leaseTimer);
    cancel(returnTimer);
    cancel(confirmTimer);
    events.stop();
    boolean byPost = !posts.isEmpty();
    posts.forEach(HubHttp::close);
    posts = List.of();
    HubSocket oldSocket = socket;
    socket = null;
    // What went by POST was answered one by one; what went over the socket is sure up to a pong.
    long confirmed = oldSocket == null || byPost ? time.nanos() : oldSocket.confirmedNanos();
    outbox.linkDown(confirmed);
    if (oldSocket != null) {
      closing.accept(oldSocket);
    }
    if (state == HubState.STOPPED) {
      control.close();
      sites.forEach(site -> site.tokens().close());
    }
  }

  private static void cancel(@Nullable ScheduledFuture<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  // ---- The socket ----

  private final class SocketEvents implements HubSocket.Events {
    private @Nullable HubSocket of;

    /** The socket these events are of, while it is still the current one. */
    private @Nullable HubSocket current() {
      return of == socket ? of : null;
    }

    @Override
    public void opened() {
      HubSocket open = current();
      if (open != null) {
        switch (config.dialect()) {
          case Dialect.Cast _ -> online(open);
          case Dialect.Fhircast _ -> awaitConfirmation();
        }
      }
    }

    private void awaitConfirmation() {
      confirmTimer =
          loop.schedule(
              () ->
                  closed(
                      "the hub did not confirm the subscription within "
                          + SUBSCRIBE_TIMEOUT_MILLIS
                          + " ms; is it a FHIRcast hub?"),
              SUBSCRIBE_TIMEOUT_MILLIS,
              TimeUnit.MILLISECONDS);
    }

    @Override
    public void text(String message) {
      HubSocket open = current();
      if (open == null) {
        return;
      }
      HubMessages.event(message)
          .ifPresentOrElse(
              event -> HubClient.this.received(open, event),
              () -> HubMessages.notice(message).ifPresent(this::subscriptionIs));
    }

    private void subscriptionIs(SubscriptionNotice notice) {
      HubSocket open = current();
      if (open == null || !(notice.topic().isEmpty() || notice.topic().equals(topic))) {
        return;
      }
      switch (notice) {
        case SubscriptionNotice.Confirmed confirmed -> {
          cancel(confirmTimer);
          leased(confirmed.leaseSeconds());
          if (state == HubState.BINDING) {
            online(open);
          }
        }
        case SubscriptionNotice.Denied denied ->
            closed(
                "the hub does not grant the subscription"
                    + (denied.reason().isEmpty() ? "" : ": " + denied.reason()));
      }
    }

    @Override
    public void writable() {
      events.pump();
    }

    @Override
    public void closed(String reason) {
      if (current() != null && state != HubState.STOPPED) {
        failed(state, reason);
      }
    }
  }

  private void received(HubSocket open, HubEvent event) {
    boolean news =
        switch (config.dialect()) {
          case Dialect.Cast _ -> HubMessages.isFor(sender, event);
          case Dialect.Fhircast _ -> {
            HubMessages.acknowledgement(event).ifPresent(answer -> write(open, answer));
            yield notifications.isNew(event);
          }
        };
    if (!news) {
      return;
    }
    if (HubMessages.isRefusalOf(sender, event)) {
      outbox.counters().failed++;
      LOG.warn("hub {}: it refused an event that it had taken before (SyncError)", hub());
    }
    boolean answers = config.events().contains(HubEvent.STATUS_REQUEST);
    HubMessages.statusRequestId(event)
        .filter(_ -> answers)
        .ifPresent(
            id ->
                write(
                    open,
                    HubMessages.statusResponse(
                        event, id, sender, ++statusAnswers, time.micros(), listener.status())));
    // Hubs match names loosely, so what was not asked for may arrive.
    if (config.events().stream().anyMatch(asked -> asked.equals("*") || event.is(asked))) {
      listener.received(event);
    }
  }

  private static void write(HubSocket to, String message) {
    ByteBuf frame = to.newMessage();
    ByteBufUtil.writeUtf8(frame, message);
    to.write(frame);
    to.flush();
  }

  // ---- Words and small helpers ----

  private void postForm(Map<String, String> form, HubHttp.Outcome outcome) {
    ByteBuf body = ByteBufAllocator.DEFAULT.buffer();
    body.writeCharSequence(Forms.encode(form), StandardCharsets.US_ASCII);
    control.send(
        HttpMethod.POST,
        control.path(),
        Forms.CONTENT_TYPE,
        body,
        tokens().authorization(),
        SUBSCRIBE_TIMEOUT_MILLIS,
        outcome);
  }

  private static String refusal(String what, int status) {
    return switch (status) {
      case 401 -> "the hub does not accept our token for " + what + " (401)";
      case 403 -> "the hub knows us but does not allow " + what + " (403)";
      case 404 -> "there is no hub at this address (404)";
      case 429 -> "the hub asks for fewer requests (429)";
      case 301, 302, 303, 307, 308 ->
          "the hub's address leads elsewhere ("
              + status
              + "); give the address that it leads to, if you trust it";
      default -> "the hub refused " + what + " (" + status + ")";
    };
  }
}
