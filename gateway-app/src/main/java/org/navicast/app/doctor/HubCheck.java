package org.navicast.app.doctor;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.hub.Senders;
import org.navicast.app.hub.SystemTime;
import org.navicast.app.lifecycle.Closing;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;

/** Joins the hub as the gateway would, under a name of its own, and hears itself through it. */
final class HubCheck {
  private static final int CLOSE_MILLIS = 1_000;
  private static final int LOOK_MILLIS = 50;
  private static final int MOST_STEPS = 64;

  private final List<Finding> found = new ArrayList<>();
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(MOST_STEPS);
  private final HubAddress address;
  private final boolean withToken;

  /** The link went into that state; the reason says why. */
  private record Step(HubState state, String reason) {}

  private HubCheck(HubConfig link) {
    address = link.address();
    withToken = !(link.auth() instanceof HubConfig.Auth.None);
  }

  static List<Finding> of(GatewayConfig config, long seconds) throws InterruptedException {
    return new HubCheck(config.hub().link()).check(config, seconds);
  }

  private List<Finding> check(GatewayConfig config, long seconds) throws InterruptedException {
    if (!address.tls() && !address.loopback()) {
      found.add(
          Finding.warn(
              "hub",
              "plain http to another machine: everybody on the way reads and writes along",
              "use https"));
    }
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoop("doctor");
    EventLoop loop = group.next();
    HubClient client =
        new HubClient(
            config.hub().link(),
            Senders.gateway(config.name(), config.hub().product(), config.hub().actor()),
            loop,
            () -> transport.outbound(group),
            SystemTime.SOURCE,
            ThreadLocalRandom.current()::nextDouble,
            new Steps());
    try {
      client.start();
      if (joins(seconds)) {
        echo(client, loop, seconds);
      }
    } finally {
      Closing.await(client.close(), CLOSE_MILLIS);
      group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
    return found;
  }

  /** Tells each step that was taken, and the first that was not. */
  private boolean joins(long seconds) throws InterruptedException {
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
            found.add(Finding.ok(layer(at), "was given"));
          }
        }
      }
      at = step.state();
    }
  }

  /** What fails while the link is in that state. */
  private static String layer(HubState at) {
    return switch (at) {
      case STOPPED, AUTHORIZING -> "token";
      case SUBSCRIBING -> "subscription";
      case BINDING, ONLINE, WAITING -> "websocket";
    };
  }

  private static String advice(HubState at) {
    return switch (at) {
      case STOPPED, AUTHORIZING -> "check hub.url, hub.auth and the way to it";
      case SUBSCRIBING -> "check hub.url, hub.topic, and what the token is for";
      case BINDING, ONLINE, WAITING ->
          "see that what stands before the hub lets WebSockets through";
    };
  }

  private void echo(HubClient client, EventLoop loop, long seconds) throws InterruptedException {
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

  private static <T> T ask(EventLoop loop, Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, loop).join();
  }

  private final class Steps implements HubClient.Listener {
    @Override
    public void changed(HubState state, String reason) {
      steps.offer(new Step(state, reason));
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
