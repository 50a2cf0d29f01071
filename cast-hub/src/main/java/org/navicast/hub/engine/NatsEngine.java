package org.navicast.hub.engine;

import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Core NATS: in memory, at most once. What cannot be sent now is dropped, never kept for later; the
 * client's buffer for reconnecting is off.
 */
public final class NatsEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(NatsEngine.class);

  private static final int PINGS_OUT = 2;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration RECONNECT_WAIT = Duration.ofMillis(100);
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  /**
   * More than any burst. The client's own bound, of messages, is off: where it is reached
   * subscriptions are dropped too, and whoever answers a ping waits for room with the lock in hand
   * by which the event loop publishes.
   */
  private static final long MAX_WAITING_BYTES = 16L << 20;

  private final HandOver handOver;
  private final Watcher watcher;
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final Map<String, Receiver> askers = new HashMap<>();
  private final String inbox = "navicast.inbox." + UUID.randomUUID() + ".";
  private @Nullable Connection connection;
  private @Nullable Dispatcher dispatcher;
  private boolean connected;
  private long asked;
  private long maxBytes;
  private long given;
  private long unsent;
  private volatile @Nullable Connection toClose;
  private volatile boolean closed;

  private NatsEngine(Executor loop, Watcher watcher) {
    this.handOver = new HandOver(loop);
    this.watcher = watcher;
    var _ = subscribe(inbox + "*", (_, _) -> {});
  }

  /** Engines of these servers. */
  public static Source source(NatsSettings settings) {
    return new Source() {
      @Override
      public Engine connect(Executor loop, Watcher watcher) {
        NatsEngine engine = new NatsEngine(loop, watcher);
        try {
          Nats.connectAsynchronously(engine.options(settings, loop), true);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return engine;
      }

      @Override
      public String description() {
        return String.join(",", settings.servers().stream().map(URI::toString).toList());
      }
    };
  }

  private Options options(NatsSettings settings, Executor loop) {
    Options.Builder options =
        new Options.Builder()
            .servers(settings.servers().stream().map(URI::toString).toArray(String[]::new))
            // Those that servers tell of are addresses of their own network, and not of our list.
            .ignoreDiscoveredServers()
            // Others turn a name into an address first, and no certificate is held against that.
            .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
            .connectionName("navicast-hub")
            .noEcho()
            .noNoResponders()
            .noHeaders()
            .maxReconnects(-1)
            .reconnectWait(RECONNECT_WAIT)
            .reconnectBufferSize(0)
            .connectionTimeout(CONNECT_TIMEOUT)
            .pingInterval(settings.pingInterval())
            .maxPingsOut(PINGS_OUT)
            .maxMessagesInOutgoingQueue(Integer.MAX_VALUE)
            .connectionListener(new Link(loop))
            .errorListener(new Complaints());
    switch (settings.pass()) {
      case NatsPass.Token(String secret) -> options.token(secret.toCharArray());
      case NatsPass.Key(NkeySeed seed) -> options.authHandler(new Signer(seed));
      case null -> {}
    }
    if (settings.isSecure()) {
      options.sslContext(NamedServers.context(settings.authorities()));
    }
    return options.build();
  }

  @Override
  public void publish(String subject, byte[] message) {
    send(subject, null, message);
  }

  private void send(String subject, @Nullable String replyTo, byte[] message) {
    Connection to = connection;
    if (to == null || !connected) {
      unsent++;
      return;
    }
    if (message.length > maxBytes) {
      unsent++;
      LOG.warn(
          "A message of {} bytes is longer than the engine carries; raise max_payload of its"
              + " servers",
          message.length);
      return;
    }
    if (!hasRoom(to, message.length)) {
      unsent++;
      return;
    }
    try {
      to.publish(subject, replyTo, message);
    } catch (IllegalStateException e) {
      unsent++; // lost just now, of which we are told in a moment
    }
  }

  /**
   * How much waits cannot be asked: the client answers under the lock by which it writes. So it is
   * what was given less what was taken to be written, where heads and pings count too: hence the
   * greater of the two.
   */
  private boolean hasRoom(Connection to, int length) {
    long taken = to.getStatistics().getOutBytes();
    given = Math.max(given, taken);
    if (given + length - taken > MAX_WAITING_BYTES) {
      return false;
    }
    given += length;
    return true;
  }

  @Override
  public Registration subscribe(String subject, Receiver receiver) {
    Listener listener = new Listener(subject, receiver);
    listeners.add(listener);
    listener.begin();
    return listener;
  }

  @Override
  public Registration ask(String subject, byte[] question, Receiver answers) {
    String replyTo = inbox + ++asked;
    askers.put(replyTo, answers);
    send(subject, replyTo, question);
    return () -> askers.remove(replyTo);
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }

  @Override
  public long unsent() {
    return unsent;
  }

  @Override
  public long overrun() {
    return handOver.overrun();
  }

  /** Also while it connects. */
  @Override
  public void close() {
    closed = true;
    Connection open = toClose;
    if (open != null) {
      end(open);
    }
  }

  private static void end(Connection open) {
    try {
      sayLastWords(open);
      open.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sayLastWords(Connection open) throws InterruptedException {
    if (open.getStatus() == Connection.Status.CONNECTED) {
      try {
        open.flush(LAST_WORDS);
      } catch (TimeoutException e) {
        LOG.debug("The engine took no last words", e);
      }
    }
  }

  private void opened(Connection open) {
    if (connection == null) {
      connection = open;
      dispatcher = open.createDispatcher();
      listeners.forEach(Listener::begin);
    }
    maxBytes = open.getMaxPayload();
    given = 0; // what was being written when the former connection ended is never counted as taken
    connected = true;
    watcher.connected();
  }

  private void lost() {
    if (connected) {
      connected = false;
      watcher.lost();
    }
  }

  private void arrived(Receiver receiver, Message message) {
    String subject = message.getSubject();
    String replyTo = message.getReplyTo() == null ? "" : message.getReplyTo();
    byte[] body = message.getData();
    handOver.add(
        body.length,
        () -> (subject.startsWith(inbox) ? asker(subject) : receiver).take(body, replyTo));
  }

  private Receiver asker(String subject) {
    return askers.getOrDefault(subject, (_, _) -> {});
  }

  /** One subscription, over all connections that there are to be. */
  private final class Listener implements Registration {
    private final String subject;
    private final Receiver receiver;
    private @Nullable Subscription subscription;
    private boolean ended;

    Listener(String subject, Receiver receiver) {
      this.subject = subject;
      this.receiver = receiver;
    }

    void begin() {
      Dispatcher by = dispatcher;
      if (by != null && subscription == null) {
        subscription = by.subscribe(subject, message -> arrived(this::take, message));
      }
    }

    private void take(byte[] message, String replyTo) {
      if (!ended) {
        receiver.take(message, replyTo);
      }
    }

    @Override
    public void end() {
      ended = true;
      listeners.remove(this);
      if (dispatcher != null && subscription != null) {
        dispatcher.unsubscribe(subscription);
        subscription = null;
      }
    }
  }

  /** What the client says of its connection, on threads of its own. */
  private final class Link implements ConnectionListener {
    private final Executor loop;

    Link(Executor loop) {
      this.loop = loop;
    }

    @Override
    @SuppressWarnings("deprecation") // the newer one calls this, which is the abstract one
    public void connectionEvent(Connection open, Events event) {
      toClose = open;
      if (closed) {
        end(open);
        return;
      }
      switch (event) {
        // After a reconnection: once the server knows again what we listen to.
        case CONNECTED, RESUBSCRIBED -> loop.execute(() -> opened(open));
        case DISCONNECTED, CLOSED -> loop.execute(NatsEngine.this::lost);
        case RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK -> {}
      }
    }
  }

  /** What the client complains of, said once until it is something else. */
  private static final class Complaints implements ErrorListener {
    private final AtomicReference<String> last = new AtomicReference<>("");

    @Override
    public void errorOccurred(Connection at, String error) {
      say(error);
    }

    @Override
    public void exceptionOccurred(Connection at, Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      say(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private void say(String what) {
      if (!what.equals(last.getAndSet(what))) {
        LOG.warn("The engine cannot be reached, which is tried on: {}", what);
      }
    }
  }

  private record Signer(NkeySeed seed) implements AuthHandler {
    @Override
    public byte[] sign(byte[] nonce) {
      return seed.sign(nonce);
    }

    @Override
    public char[] getID() {
      return seed.publicKey().toCharArray();
    }

    @Override
    public char @Nullable [] getJWT() {
      return null;
    }
  }
}
