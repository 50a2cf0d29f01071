package org.navicast.system;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.navicast.app.hub.Senders;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.Source;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.net.Transport;

/** The link of a gateway or a viewer, and all that it told. */
final class RecordedLink implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final Source PEDALS = new Source("pedals", "footswitch");

  private final EventLoopGroup loop = Transport.best().newLoop("link");
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Change> news = new LinkedBlockingQueue<>();
  private final BlockingQueue<LoginCode> codes = new LinkedBlockingQueue<>();
  private final List<Long> pressed = new CopyOnWriteArrayList<>();
  private final HubClient client;

  /** One step of the link, with its reason. */
  record Change(HubState state, String reason) {}

  RecordedLink(String name, HubConfig config) {
    client =
        new HubClient(
            config,
            Senders.gateway(name, "NAVICast", "CONTROLLER"),
            loop.next(),
            () -> Transport.best().outbound(loop),
            SystemTime.SOURCE,
            () -> 0.5,
            new HubClient.Listener() {
              @Override
              public void changed(HubState state, String reason) {
                Change change = new Change(state, reason);
                changes.add(change);
                news.add(change);
              }

              @Override
              public void confirm(LoginCode code) {
                codes.add(code);
              }

              @Override
              public void received(HubEvent event) {
                var button =
                    event.envelope().path("event").path("context").path(0).path("resource");
                if (button.path("state").asString("").equals("pressed")) {
                  pressed.add(button.path("pressId").asLong());
                }
              }
            });
    client.start();
  }

  /** Waits for the next change to that state that was not waited for yet. */
  Change await(HubState state) throws InterruptedException {
    return await(change -> change.state() == state);
  }

  /** The same for any change. */
  Change await(Predicate<Change> wanted) throws InterruptedException {
    List<Change> passed = new ArrayList<>();
    Change change;
    do {
      change = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (change == null) {
        throw new AssertionError("no such change of the link; what came: " + passed);
      }
      passed.add(change);
    } while (!wanted.test(change));
    return change;
  }

  /** Waits until somebody is asked to let the link in. */
  LoginCode awaitCode() throws InterruptedException {
    LoginCode code = codes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("nobody was asked; what came: " + changes);
    }
    return code;
  }

  /** How many codes wait for somebody. */
  int codes() {
    return codes.size();
  }

  /** All steps so far. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The presses that arrived, in their order. */
  List<Long> pressed() {
    return List.copyOf(pressed);
  }

  /** One quick press of a pedal. */
  void press(long pressId) {
    loop.next()
        .execute(
            () -> {
              client.offer(button(pressId, NaviButton.State.PRESSED));
              client.offer(button(pressId, NaviButton.State.RELEASED));
              client.flush();
            });
  }

  private static NaviButton button(long pressId, NaviButton.State state) {
    return new NaviButton(
        PEDALS,
        System.nanoTime(),
        "left",
        state,
        pressId,
        0,
        250,
        state.ends() ? 0 : 150,
        CancelReason.NONE);
  }

  @Override
  public void close() throws Exception {
    client.close().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }
}
