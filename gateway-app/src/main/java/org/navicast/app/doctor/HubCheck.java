package org.navicast.app.doctor;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.hub.HubInputs;
import org.navicast.app.hub.Senders;
import org.navicast.app.hub.SystemTime;
import org.navicast.app.lifecycle.Closing;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.hub.TokenTopic;
import org.navicast.cast.incoming.Reading;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.input.HubInput;
import tools.jackson.databind.JsonNode;

/**
 * Joins one hub as the gateway would, under a name of its own, hears itself through it, and asks
 * who else is there.
 */
final class HubCheck {
  private static final int CLOSE_MILLIS = 1_000;
  private static final int LOOK_MILLIS = 50;
  private static final int MOST_STEPS = 64;

  /** A hub waits two seconds for those who do not answer. */
  private static final int ROLL_SECONDS = 3;

  private final List<Finding> found = new ArrayList<>();
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(MOST_STEPS);
  private final HubConfig link;
  private final HubAddress address;
  private final long seconds;
  private final boolean withToken;
  private final CompletableFuture<HubInput.Roll> roll = new CompletableFuture<>();

  /** The link went into that state; the reason says why. */
  private record Step(HubState state, String reason) {}

  private HubCheck(HubConfig link, long seconds) {
    this.link = link;
    this.address = link.address();
    this.seconds = seconds;
    this.withToken = !(link.auth() instanceof HubConfig.Auth.None);
  }

  /**
   * Looks at one of the hubs.
   *
   * @param seconds how long each step is waited for at most
   */
  static List<Finding> of(GatewayConfig config, HubAddress hub, long seconds)
      throws InterruptedException {
    return new HubCheck(config.hub().link().at(hub), seconds).check(config);
  }

  private List<Finding> check(GatewayConfig config) throws InterruptedException {
    if (!address.tls() && !address.loopback()) {
      found.add(
          Finding.warn(
              "hub",
              "plain http to another machine: everybody on the way reads and writes along",
              "use https"));
    }
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoop("doctor");
    try {
      if (wayIsOpen(() -> transport.outbound(group))) {
        talk(config, group.next(), () -> transport.outbound(group));
      }
    } finally {
      group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
    return found;
  }

  /** To the hub, and to the identity provider where there is one. */
  private boolean wayIsOpen(Supplier<Bootstrap> outbound) throws InterruptedException {
    found.add(WayCheck.of("way", address, link.tls(), link.proxy(), outbound, seconds));
    if (link.auth() instanceof HubConfig.Auth.OAuth(OAuthSettings settings, ClientTls tls)) {
      HubAddress provider = HubAddress.parse(settings.where().uri().toString());
      found.add(WayCheck.of("identity provider", provider, tls, link.proxy(), outbound, seconds));
    }
    return found.stream().noneMatch(it -> it.level() == Finding.Level.FAIL);
  }

  private void talk(GatewayConfig config, EventLoop loop, Supplier<Bootstrap> outbound)
      throws InterruptedException {
    HubClient client =
        new HubClient(
            link,
            Senders.gateway(config.name(), config.hub().product(), config.hub().actor()),
            loop,
            outbound,
            SystemTime.SOURCE,
            ThreadLocalRandom.current()::nextDouble,
            new Steps());
    try {
      client.start();
      if (joins(client, loop)) {
        echo(client, loop);
        whoListens(config.profile().map(Profile::actions).orElse(Set.of()));
      }
    } finally {
      Closing.await(client.close(), CLOSE_MILLIS);
    }
  }

  /** Tells each step that was taken, and the first that was not. */
  private boolean joins(HubClient client, EventLoop loop) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    HubState at = HubState.STOPPED;
    while (true) {
      Step step = steps.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (step == null) {
        found.add(Finding.fail(layer(at), "no answer in " + seconds + " s", "is the hub busy"));
        return false;
      }
      switch (step.state()) {
        case WAITING -> {
          found.add(Finding.fail(layer(at), step.reason(), advice(at)));
          return false;
        }
        case ONLINE -> {
          found.add(Finding.ok(layer(at), "joined " + address));
          return true;
        }
        case AUTHORIZING, BINDING, STOPPED -> {}
        case SUBSCRIBING -> {
          if (withToken) {
            found.add(token("was given" + left(client, loop), ask(loop, client::tokenTopic)));
          }
        }
      }
      at = step.state();
    }
  }

  private static Finding token(String given, TokenTopic topic) {
    return switch (topic) {
      case OURS -> Finding.ok("token", given);
      case SINGLE_USER ->
          Finding.warn(
              "token",
              given
                  + ", for the topic SINGLE-USER: the hub is in single-user mode, and viewers"
                  + " that take their topic from it do not hear this gateway",
              "have the hub reset without single_user_mode, or give hub.topic: SINGLE-USER");
      case OTHER ->
          Finding.warn(
              "token",
              given + ", for another topic than hub.topic",
              "correct hub.topic or the token");
    };
  }

  /** What fails while the link is in that state. */
  private static String layer(HubState at) {
    return switch (at) {
      case STOPPED, AUTHORIZING -> "token";
      case SUBSCRIBING -> "subscription";
      case BINDING, ONLINE, WAITING -> "websocket";
    };
  }

  private String advice(HubState at) {
    return switch (at) {
      case STOPPED, AUTHORIZING -> "check hub.url, hub.auth and the way to it";
      case SUBSCRIBING ->
          withToken
              ? "check hub.url, hub.topic, and what the token is for"
              : "check hub.url and hub.auth";
      case BINDING, ONLINE, WAITING ->
          "see that what stands before the hub lets WebSockets through";
    };
  }

  /** How long the token is good for. */
  private static String left(HubClient client, EventLoop loop) {
    OptionalLong millis = ask(loop, () -> client.figures().tokenLeftMillis());
    return millis.isEmpty()
        ? ", for how long it does not say"
        : ", good for " + TimeUnit.MILLISECONDS.toSeconds(millis.getAsLong()) + " s";
  }

  private void echo(HubClient client, EventLoop loop) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!ask(loop, client::heardItself) && System.nanoTime() - until < 0) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (!ask(loop, client::heardItself)) {
      found.add(
          Finding.warn(
              "echo",
              "the hub takes events, and does not hand our own back in " + seconds + " s",
              "where viewers hear nothing either, look at the hub's log"));
      return;
    }
    OptionalLong micros = ask(loop, () -> client.figures().roundTripMicros());
    found.add(
        Finding.ok(
            "echo",
            "an event came back through the hub"
                + (micros.isPresent()
                    ? String.format(", ping %.1f ms", micros.getAsLong() / 1_000.0)
                    : "")));
  }

  /** Of a FHIRcast hub nobody can ask that. */
  private void whoListens(Set<String> actions) throws InterruptedException {
    if (link.dialect() instanceof Dialect.Fhircast) {
      found.add(Finding.skip("viewers", "a FHIRcast hub does not say who listens"));
      return;
    }
    try {
      found.addAll(RoomCheck.of(roll.get(seconds + ROLL_SECONDS, TimeUnit.SECONDS), actions));
    } catch (TimeoutException | ExecutionException e) {
      found.add(Finding.skip("viewers", "the hub does not say who listens"));
    }
  }

  private static <T> T ask(EventLoop loop, Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, loop).join();
  }

  private final class Steps implements HubClient.Listener {
    @Override
    public void changed(HubState state, String reason) {
      steps.offer(new Step(state, reason));
    }

    @Override
    public boolean asksWhoListens() {
      return true;
    }

    @Override
    public Reading reading() {
      return HubInputs.READING;
    }

    @Override
    public void answered(JsonNode answers, long askedNanos) {
      roll.complete(HubInputs.roll(answers, askedNanos));
    }

    @Override
    public void confirm(LoginCode code) {
      steps.offer(
          new Step(
              HubState.WAITING,
              "somebody has to let the gateway in: open "
                  + code.page()
                  + " and enter the code that navicast run shows"));
    }
  }
}
