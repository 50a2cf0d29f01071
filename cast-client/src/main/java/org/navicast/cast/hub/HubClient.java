package org.navicast.cast.hub;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.auth.Token;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.incoming.Incoming;
import org.navicast.cast.incoming.Reading;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.incoming.SubscriptionNotice;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.OneTimer;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.outbox.Fate;
import org.navicast.cast.outbox.Outbox;
import org.navicast.cast.outbox.OutboxCounters;
import org.navicast.cast.publish.EventSender;
import org.navicast.cast.subscription.Echo;
import org.navicast.cast.subscription.Grant;
import org.navicast.cast.subscription.RollCall;
import org.navicast.cast.subscription.Subscription;
import org.navicast.cast.subscription.SubscriptionForm;
import tools.jackson.databind.JsonNode;

/**
 * The link to a Cast or FHIRcast hub, the first of a list that answers: subscribes, keeps the
 * WebSocket, publishes what the outbox lets through, answers status requests, and starts over when
 * anything breaks. It only ever connects outward.
 *
 * <p>This is its state machine, whose diagram is that of {@link HubState}: one method a state, and
 * one, {@link #become}, through which every change goes. No state is without a way out: each has a
 * time by which something must have happened, and what one of our own steps throws is a failure of
 * the state that it was made in.
 *
 * <p>Lives on one event loop, which the methods say; {@link #start} and {@link #close} may be
 * called from anywhere.
 */
public final class HubClient {
  /** How long a FHIRcast hub has to confirm the subscription on the WebSocket. */
  private static final int CONFIRM_TIMEOUT_MILLIS = 3_000;

  private static final int BEAT_MILLIS = 250;

  /** A hub that owes an answer for so long is in trouble, and a person is told. */
  private static final long IMPAIRED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** And after so long the next hub is tried, where there is one. */
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What a hub takes for all rooms. */
  private static final String EVERY_TOPIC = "*";

  /** How long a closing client waits for what must still go out, and for the hub to say goodbye. */
  private static final int CLOSE_MILLIS = 500;

  private final HubConfig config;
  private final Sender sender;
  private final EventLoop loop;
  private final TimeSource time;
  private final DoubleSupplier random;
  private final Listener listener;
  private final Reading reading;
  private final LinkLog log = new LinkLog();
  private final List<Site> sites;
  private final HubTurns turns;
  private final Retries retries;
  private final ReturnToFirst returnToFirst;
  private final Outbox outbox;
  private final EventSender events;
  private final Incoming incoming;
  private final OneTimer retryTimer;
  private final OneTimer aliveTimer;
  private final OneTimer confirmTimer;
  private final StateClock clock;

  /** Hubs that have sent an event of ours back to us: where it stays away, something is wrong. */
  private final Set<HubAddress> echoing = new HashSet<>();

  private HubState state = HubState.STOPPED;
  private long sinceNanos;
  private String topic;
  private boolean takesEventsOnSocket;
  private @Nullable Subscription subscription;
  private @Nullable HubSocket socket;
  private @Nullable Echo echo;
  private @Nullable RollCall rollCall;
  private long echoes;
  private boolean impaired;

  /** What the link tells its owner; called on the event loop. */
  public interface Listener {
    /** The link changed; the reason is plain words, without a full stop. */
    default void changed(HubState state, String reason) {}

    /** The hub is joined and does not answer, or answers again; {@link #impaired()} says which. */
    default void impairment() {}

    /** Events flow from now on: the moment to say what is true. */
    default void online(long nowNanos) {}

    /** What is read of events and of answers; the rest of them costs nothing. */
    default Reading reading() {
      return Reading.WHOLE;
    }

    /** The hub handed on an event that was subscribed to. */
    default void received(HubEvent event) {}

    /** Whether those on the topic are asked now and then how they are; of a Cast hub only. */
    default boolean asksWhoListens() {
      return false;
    }

    /**
     * What they answered.
     *
     * @param answers as the hub gathered them
     * @param askedNanos when they were asked
     */
    default void answered(JsonNode answers, long askedNanos) {}

    /** What became of an event that was offered. */
    default void became(NaviEvent event, Fate fate) {}

    /** Over the WebSocket: the hub is known to have had all that was sent until that moment. */
    default void confirmed(long untilNanos) {}

    /** By POST: what the hub answered to that event. */
    default void replied(NaviEvent event, int status) {}

    /**
     * Another token is in use, or the one in use could not be renewed in the first of some tries.
     */
    default void token(boolean isRenewed) {}

    /** Somebody has to let us in by that code; the log has it in words. */
    default void confirm(LoginCode code) {}

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
    this.reading = listener.reading().and(HubMessages.FIELDS);
    this.topic = config.topic();
    this.clock = new StateClock(loop, time);
    this.sites =
        Site.all(config, sender, loop, outbound, time, random, log, new Patient(listener, clock));
    this.turns = new HubTurns(sites.size());
    this.retries = new Retries(random);
    this.outbox = new Outbox(config.deadlineMillis(), listener::became);
    this.events = new EventSender(outbox, new EventEncoder(sender, config.dialect()), time);
    this.incoming =
        new Incoming(
            config.dialect(), config.events(), sender, time, listener::received, listener::status);
    this.returnToFirst =
        new ReturnToFirst(
            sites.getFirst().connector(),
            config.standby(),
            loop,
            outbox::holdsNothing,
            this::backToFirst);
    this.retryTimer = new OneTimer(loop);
    this.aliveTimer = new OneTimer(loop);
    this.confirmTimer = new OneTimer(loop);
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

  /** True while the hub is joined but does not answer; on the event loop. */
  public boolean impaired() {
    return impaired;
  }

  /** True where events have been seen to come through the hub to us; on the event loop. */
  public boolean heardItself() {
    return state == HubState.ONLINE && echoing.contains(hub());
  }

  /**
   * True while the link does what it is to do, or will do so by itself; on the event loop. False is
   * a fault of this program.
   */
  public boolean isAlive(long nowNanos) {
    return state == HubState.STOPPED || clock.isInTime(nowNanos);
  }

  /** The hub that is used now, or tried; on the event loop. */
  public HubAddress hub() {
    return site().address();
  }

  private Site site() {
    return sites.get(turns.current());
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
        micros(events.ages().quantile(0.99)),
        micros(events.ages().quantile(1)),
        site().tokens().leftMillis(time.nanos()),
        subscription == null ? OptionalLong.empty() : subscription.leftMillis());
  }

  private static OptionalLong micros(OptionalLong nanos) {
    return nanos.isEmpty() ? nanos : OptionalLong.of(nanos.getAsLong() / 1_000);
  }

  /** The topic that is subscribed to, which a token may have named; on the event loop. */
  public String topic() {
    return topic;
  }

  /** Whose topic the token in use speaks of; on the event loop. */
  public TokenTopic tokenTopic() {
    return TokenTopic.of(topic, site().tokens().topic());
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
    retries.attempt(time.nanos());
    site()
        .tokens()
        .get(
            token -> guard(() -> authorized(token)),
            why -> guard(() -> failed(HubState.AUTHORIZING, why, 0)));
  }

  private void authorized(Token token) {
    if (state == HubState.AUTHORIZING) {
      topic = config.topic().isEmpty() ? token.topic() : config.topic();
      lookAtToken();
      subscribe();
    }
  }

  private void subscribe() {
    become(HubState.SUBSCRIBING, "let in");
    if (topic.isEmpty() || topic.equals(EVERY_TOPIC)) {
      failed(HubState.SUBSCRIBING, "neither the configuration nor the token names one topic", 0);
      return;
    }
    Subscription asking =
        new Subscription(
            site().connector(),
            site().tokens(),
            new SubscriptionForm(
                topic, config.events(), config.leaseSeconds(), config.dialect(), sender),
            loop,
            new SubscriptionEvents());
    subscription = asking;
    asking.subscribe();
  }

  private void bind(Grant grant) {
    become(HubState.BINDING, "subscribed");
    takesEventsOnSocket = grant.takesEvents();
    incoming.linkBegins();
    SocketEvents socketEvents = new SocketEvents();
    HubSocket opening = new HubSocket(site().connector(), time, socketEvents);
    socketEvents.of = opening;
    socket = opening;
    opening.open(grant.pathAndQuery());
  }

  private void online(HubSocket open) {
    become(HubState.ONLINE, "the WebSocket is open");
    long now = time.nanos();
    retries.online(now);
    if (publishesOnSocket()) {
      events.over(open, topic);
    } else {
      publishByPost(open);
    }
    echo =
        switch (config.dialect()) {
          case Dialect.Cast _ -> new Echo(sender.session() + "-echo-" + ++echoes + "-");
          // It says by itself when a subscription ends, and takes no event that it does not know.
          case Dialect.Fhircast _ -> null;
        };
    if (config.auth() instanceof HubConfig.Auth.Mock) {
      // A hub that was reset may give another topic from now on, and closes all sockets.
      site().tokens().renewReused();
    }
    aliveTimer.every(BEAT_MILLIS, () -> guard(() -> beat(open)));
    if (turns.current() != 0) {
      returnToFirst.start();
    }
    outbox.linkUp(now);
    listener.online(now);
    events.pump();
    ask();
    call();
  }

  /** What is looked at now and then while the link stands. */
  private void beat(HubSocket open) {
    clock.beat();
    lookAtToken();
    open.checkAlive();
    if (socket != open || state != HubState.ONLINE) {
      return;
    }
    ask();
    call();
    lookForEcho(open);
    lookForSilence();
    answerStatus(open);
  }

  private void lookAtToken() {
    log.tokenTopic(hub(), tokenTopic());
  }

  private void ask() {
    Echo asking = echo;
    if (asking != null && subscription != null) {
      subscription.ask(
          asking,
          time.nanoTime(),
          id -> HubMessages.echo(Echo.EVENT, id, topic, sender, time.micros()));
    }
  }

  /** Whether anybody wants to know may change while the link stands. */
  private void call() {
    if (!listener.asksWhoListens()) {
      return;
    }
    RollCall calling = rollCall;
    switch (config.dialect()) {
      case Dialect.Cast _ -> {
        if (calling == null) {
          calling =
              new RollCall(
                  site().connector(), site().tokens(), sender, loop, time, new RollEvents());
          rollCall = calling;
        }
        calling.callIfDue(topic);
      }
      case Dialect.Fhircast _ -> {
        // It has no question for all.
      }
    }
  }

  private void lookForEcho(HubSocket open) {
    Echo asked = echo;
    if (asked == null || open.stalled() || !asked.isMissing(time.nanos())) {
      return;
    }
    asked.lost();
    if (echoing.contains(hub())) {
      failed(
          HubState.ONLINE,
          "the hub hands nothing on to us any more, though the WebSocket is open",
          0);
    } else {
      log.deaf(hub());
    }
  }

  private void lookForSilence() {
    long silentNanos = events.silentNanos();
    boolean isImpaired = silentNanos > IMPAIRED_NANOS;
    if (isImpaired != impaired) {
      impaired = isImpaired;
      log.impaired(hub(), isImpaired, TimeUnit.NANOSECONDS.toMillis(silentNanos));
      listener.impairment();
    }
    if (silentNanos > GIVE_UP_NANOS && sites.size() > 1) {
      turns.failed();
      takeDown();
      become(HubState.WAITING, "the hub has not answered for " + seconds(silentNanos) + " s");
      retryTimer.after(0, () -> guard(() -> authorize("its turn")));
    }
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  /** Behind everything urgent, and only where it can go at once. */
  private void answerStatus(HubSocket open) {
    if (open.writable()) {
      incoming.answerStatus(answer -> write(open, answer));
    }
  }

  private static void write(HubSocket to, String message) {
    if (to.writable()) {
      ByteBuf frame = to.newMessage();
      ByteBufUtil.writeUtf8(frame, message);
      to.write(frame);
      to.flush();
    }
  }

  /** Makes a step; what it throws is a failure of the state, and not the end of the link. */
  private void guard(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      log.broke(hub(), state, e);
      failed(state, "a fault of this program (" + e.getClass().getSimpleName() + ")", 0);
    }
  }

  private boolean publishesOnSocket() {
    return switch (config.publish()) {
      case AUTO -> takesEventsOnSocket;
      case HTTP -> false;
      case WEBSOCKET -> true;
    };
  }

  private void publishByPost(HubSocket bound) {
    HubHttp urgent = new HubHttp(site().connector(), loop);
    HubHttp continuous = new HubHttp(site().connector(), loop);
    urgent.warm();
    continuous.warm();
    events.over(
        urgent,
        continuous,
        bound,
        loop,
        topic,
        () -> site().tokens().authorization(),
        random,
        this::published);
  }

  private void published(NaviEvent event, int status, @Nullable String authorization) {
    listener.replied(event, status);
    if (status / 100 == 2) {
      return;
    }
    log.refused(hub(), status);
    if (status == 401) {
      site().tokens().refused(authorization);
    }
  }

  /**
   * Something failed in a state that is still the current one: after a pause from the start, or at
   * the next hub without one.
   *
   * @param pauseMillis the least that a pause lasts
   */
  private void failed(HubState in, String reason, long pauseMillis) {
    if (state != in || state == HubState.STOPPED) {
      return;
    }
    long now = time.nanos();
    boolean wasOnline = in == HubState.ONLINE;
    boolean worked = wasOnline && retries.linkWorked(now);
    takeDown();
    become(HubState.WAITING, reason);
    if (worked) {
      turns.worked();
    }
    if (worked || isProvidersFailure(in) || turns.failed()) {
      long millis = wasOnline ? retries.afterLinkMillis() : retries.afterAttemptMillis(now);
      retryTimer.after(
          Math.max(millis, pauseMillis), () -> guard(() -> authorize("the pause is over")));
    } else {
      retryTimer.after(0, () -> guard(() -> authorize("its turn")));
    }
  }

  /** A provider that gives no token gives none for the next hub either. */
  private boolean isProvidersFailure(HubState in) {
    return in == HubState.AUTHORIZING && config.auth() instanceof HubConfig.Auth.OAuth;
  }

  private void backToFirst() {
    if (state == HubState.ONLINE) {
      takeDown();
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
    log.changed(hub(), before, TimeUnit.NANOSECONDS.toMillis(now - sinceNanos), next, reason);
    state = next;
    sinceNanos = now;
    clock.began(next, () -> guard(() -> stuck(next)));
    try {
      listener.changed(next, reason);
    } catch (RuntimeException e) {
      log.broke(hub(), next, e); // whatever it makes of it, the link goes on
    }
  }

  /** What had to happen did not. */
  private void stuck(HubState in) {
    if (in == HubState.WAITING) {
      authorize("the pause was too long");
    } else {
      failed(in, "nothing happened while " + in.label(), 0);
    }
  }

  // ---- Going down ----

  private void drain(long untilNanos, CompletableFuture<Void> closed) {
    events.finish();
    if (state == HubState.ONLINE
        && (!outbox.isEmpty() || !events.idle() || isAsking())
        && time.nanos() - untilNanos < 0) {
      loop.schedule(() -> drain(untilNanos, closed), 5, TimeUnit.MILLISECONDS);
      return;
    }
    Subscription held = state == HubState.ONLINE ? subscription : null;
    become(HubState.STOPPED, "closed by us");
    if (held != null && held.idle()) {
      held.unsubscribe(() -> end(closed));
    } else {
      end(closed);
    }
  }

  /** The subscription cannot be given back before the answer to what is asked on its connection. */
  private boolean isAsking() {
    return subscription != null && !subscription.idle();
  }

  private void end(CompletableFuture<Void> closed) {
    takeDown();
    sites.forEach(site -> site.tokens().close());
    closed.complete(null);
  }

  /** The link is gone, and with it its subscription. */
  private void takeDown() {
    retryTimer.stop();
    Subscription old = subscription;
    subscription = null;
    if (old != null) {
      old.close();
    }
    unbind();
  }

  /** The link is gone, whatever becomes of its subscription. */
  private void unbind() {
    aliveTimer.stop();
    confirmTimer.stop();
    echo = null;
    RollCall calling = rollCall;
    rollCall = null;
    if (calling != null) {
      calling.close();
    }
    impaired = false;
    returnToFirst.stop();
    HubSocket old = socket;
    socket = null;
    outbox.linkDown(events.stop());
    if (old != null) {
      old.closeNormally();
    }
  }

  // ---- What is heard of the subscription, and on its socket ----

  private final class SubscriptionEvents implements Subscription.Events {
    @Override
    public void granted(Grant grant) {
      guard(() -> bind(grant));
    }

    @Override
    public void refused(String reason, long pauseMillis) {
      guard(() -> failed(HubState.SUBSCRIBING, reason, pauseMillis));
    }

    @Override
    public void moved(Grant grant) {
      guard(
          () -> {
            unbind();
            become(HubState.SUBSCRIBING, "the hub moved the subscription to another endpoint");
            bind(grant);
          });
    }

    @Override
    public void notRenewed(String reason) {
      guard(() -> failed(state, reason, 0));
    }
  }

  private final class RollEvents implements RollCall.Outcome {
    @Override
    public void answered(String answers, long askedNanos) {
      listener.answered(reading.read(answers), askedNanos);
    }

    @Override
    public void refused(int status) {
      log.notAsked(hub(), status);
    }
  }

  private final class SocketEvents implements HubSocket.Events {
    private @Nullable HubSocket of;

    /** The socket these events are of, while it is still the current one. */
    private @Nullable HubSocket current() {
      return of == socket ? of : null;
    }

    @Override
    public void opened() {
      guard(this::afterOpening);
    }

    private void afterOpening() {
      HubSocket open = current();
      if (open != null) {
        switch (config.dialect()) {
          case Dialect.Cast _ -> online(open);
          case Dialect.Fhircast _ ->
              confirmTimer.after(
                  CONFIRM_TIMEOUT_MILLIS,
                  () ->
                      closed(
                          "the hub did not confirm the subscription within "
                              + CONFIRM_TIMEOUT_MILLIS
                              + " ms; is it a FHIRcast hub?"));
        }
      }
    }

    @Override
    public void text(String message) {
      HubSocket open = current();
      if (open != null) {
        guard(() -> read(open, message));
      }
    }

    @Override
    public void skipped() {
      log.skipped(hub());
    }

    private void read(HubSocket open, String message) {
      JsonNode said = reading.read(message);
      HubMessages.event(said)
          .ifPresentOrElse(
              event -> received(open, event),
              () ->
                  HubMessages.notice(said)
                      .filter(about -> about.topic().isEmpty() || about.topic().equals(topic))
                      .ifPresent(about -> subscriptionIs(open, about)));
    }

    private void subscriptionIs(HubSocket open, SubscriptionNotice notice) {
      switch (notice) {
        case SubscriptionNotice.Confirmed confirmed -> {
          confirmTimer.stop();
          if (subscription != null) {
            subscription.leased(confirmed.leaseSeconds());
          }
          if (state == HubState.BINDING) {
            online(open);
          }
        }
        case SubscriptionNotice.Refused _ -> closed("the hub takes nothing on this WebSocket");
        case SubscriptionNotice.Denied _ -> closed("the hub does not grant the subscription");
      }
    }

    private void received(HubSocket open, HubEvent event) {
      if (event.is(Echo.EVENT)) {
        if (echo != null && echo.came(HubMessages.id(event))) {
          echoing.add(hub());
        }
        return;
      }
      if (echo != null && HubMessages.isOurRemoval(sender, event)) {
        echo.hurry();
        ask();
      }
      if (incoming.received(event, answer -> write(open, answer))) {
        outbox.counters().countFailed();
        log.takenBack(hub());
      }
      answerStatus(open);
    }

    @Override
    public void confirmed(long untilNanos) {
      listener.confirmed(untilNanos);
    }

    @Override
    public void writable() {
      HubSocket open = current();
      if (open != null) {
        guard(
            () -> {
              events.pump();
              answerStatus(open);
            });
      }
    }

    @Override
    public void closed(String reason) {
      if (current() != null && state != HubState.STOPPED) {
        guard(() -> failed(state, reason, 0));
      }
    }
  }
}
