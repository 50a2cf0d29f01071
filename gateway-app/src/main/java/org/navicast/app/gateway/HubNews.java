package org.navicast.app.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.app.board.ClockState;
import org.navicast.app.board.Health;
import org.navicast.app.hub.HubInputs;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.hub.TokenTopic;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.Reading;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.outbox.Fate;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.runtime.EngineLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Brings what the link and the hub say to the engine, and answers for it. */
final class HubNews implements HubClient.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(HubNews.class);

  private final Joined joined;
  private final Consumer<LoginCode> screen;
  private final Supplier<Optional<ClockState>> clock;
  private final HubClient.Listener onlooker;
  private @Nullable Parts parts;
  private String trouble = "";
  private String invitation = "";
  private HubState state = HubState.STOPPED;
  private long sinceNanos;
  private boolean toldStuck;
  private boolean isPaused;
  private boolean isOver;

  private record Parts(EngineLoop loop, Engine engine, HubClient client) {}

  /**
   * @param joined is told whether events flow
   * @param screen shows a person how to let the gateway in
   * @param clock how right the clock of this machine is
   * @param onlooker hears of the link too
   */
  HubNews(
      Joined joined,
      Consumer<LoginCode> screen,
      Supplier<Optional<ClockState>> clock,
      HubClient.Listener onlooker) {
    this.joined = joined;
    this.screen = screen;
    this.clock = clock;
    this.onlooker = onlooker;
  }

  /**
   * From now on to these; before the link is started, since link and engine are made in a circle.
   */
  void tell(EngineLoop loop, Engine engine, HubClient client) {
    parts = new Parts(loop, engine, client);
  }

  /**
   * The gateway uses another link from now on: what was true of this one is over, and nothing that
   * it still says counts.
   */
  void leave() {
    hear(new HubInput.Unlinked());
    joined.set(false);
    parts = null;
    isOver = true;
  }

  /** The link as a person is told of it; on the event loop. */
  Health.Link link() {
    if (parts == null) {
      return new Health.Link(false, "starting");
    }
    String hub = parts.client.hub().toString();
    if (parts.client.state() == HubState.ONLINE) {
      return parts.client.impaired()
          ? new Health.Link(false, "impaired: " + hub + " does not answer")
          : new Health.Link(true, "joined " + hub + besides(parts.client.tokenTopic()));
    }
    if (!invitation.isEmpty()) {
      return new Health.Link(false, invitation);
    }
    return new Health.Link(
        false, trouble.isEmpty() ? "connecting to " + hub : "no hub (" + trouble + ")");
  }

  private static String besides(TokenTopic topic) {
    return switch (topic) {
      case OURS -> "";
      case SINGLE_USER -> ", which is in single-user mode";
      case OTHER -> " with a token for another topic";
    };
  }

  /** True unless the link is stuck where it should have got out by itself; on the event loop. */
  boolean isLinkAlive() {
    boolean isAlive =
        LinkLife.isAlive(state, System.nanoTime() - sinceNanos, !invitation.isEmpty())
            && (parts == null || parts.client.isAlive(System.nanoTime()));
    if (!isAlive && !toldStuck) {
      toldStuck = true;
      LOG.error(
          "the link to the hub is stuck, which is an error of the gateway, please report this;"
              + " where a service manager watches it, it starts the gateway anew");
    }
    return isAlive;
  }

  @Override
  public Reading reading() {
    return HubInputs.READING;
  }

  @Override
  public void became(NaviEvent event, Fate fate) {
    onlooker.became(event, fate);
  }

  @Override
  public void confirmed(long untilNanos) {
    onlooker.confirmed(untilNanos);
  }

  @Override
  public void replied(NaviEvent event, int status) {
    onlooker.replied(event, status);
  }

  @Override
  public void token(boolean isRenewed) {
    onlooker.token(isRenewed);
  }

  @Override
  public void changed(HubState next, String reason) {
    if (isOver) {
      return;
    }
    onlooker.changed(next, reason);
    if (state == HubState.ONLINE && next != HubState.ONLINE) {
      hear(new HubInput.Unlinked());
    }
    state = next;
    sinceNanos = System.nanoTime();
    joined.set(state == HubState.ONLINE);
    invitation = "";
    switch (state) {
      case WAITING -> trouble = reason;
      case ONLINE -> trouble = "";
      // On the way to the next attempt the last one still tells what is wrong.
      case AUTHORIZING, SUBSCRIBING, BINDING, STOPPED -> {}
    }
  }

  @Override
  public void impairment() {
    if (parts != null) {
      joined.set(!parts.client.impaired());
    }
  }

  @Override
  public void online(long nowNanos) {
    if (parts != null) {
      parts.loop.post(
          (engine, now) -> {
            engine.accept(new HubInput.Linked(), now);
            engine.announce(now);
          });
    }
  }

  @Override
  public void confirm(LoginCode code) {
    if (isOver) {
      return;
    }
    invitation =
        "waiting to be let in: open " + code.page() + " and enter the code " + code.userCode();
    screen.accept(code);
  }

  @Override
  public void received(HubEvent event) {
    if (parts != null) {
      HubInputs.of(event, parts.client.topic()).ifPresent(this::hear);
    }
  }

  /** Only what is bound to actions is anything to viewers. */
  @Override
  public boolean asksWhoListens() {
    return parts != null && parts.engine.profile(System.nanoTime()).isPresent();
  }

  @Override
  public void answered(JsonNode answers, long askedNanos) {
    hear(HubInputs.roll(answers, askedNanos));
  }

  private void hear(HubInput input) {
    if (parts != null) {
      parts.loop.post(
          (engine, now) -> {
            engine.accept(input, now);
            tellPause(engine.audience().isPaused());
          });
    }
  }

  private void tellPause(boolean paused) {
    if (paused != isPaused) {
      isPaused = paused;
      LOG.info(
          paused
              ? "all viewers that understand the profile are paused: nothing starts until one goes"
                  + " on"
              : "a viewer acts again on what is done");
    }
  }

  /** The same for somebody on this machine, who asks how the link is as well. */
  List<StatusItem> statusWithLink() {
    Health.Link link = link();
    List<StatusItem> items = new ArrayList<>();
    items.add(new StatusItem.Words("hub", link.words()));
    items.add(new StatusItem.Words("hub.joined", link.joined() ? "yes" : "no"));
    items.addAll(status());
    return items;
  }

  @Override
  public List<StatusItem> status() {
    return parts == null
        ? List.of()
        : StatusReport.of(parts.engine, parts.loop, parts.client, clock.get());
  }
}
