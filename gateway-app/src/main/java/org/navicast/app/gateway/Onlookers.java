package org.navicast.app.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.navicast.app.board.ClockState;
import org.navicast.app.config.FiguresSection;
import org.navicast.app.control.Feed;
import org.navicast.app.figures.FiguresWriter;
import org.navicast.app.figures.LinkTally;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.outbox.Fate;
import org.navicast.gateway.engine.action.Actions;
import org.navicast.gateway.runtime.EngineLoop;

/**
 * Those who look on while a gateway works: its figures, and whoever is at its control socket. Where
 * nobody asked for either, nothing is gathered.
 */
final class Onlookers implements HubClient.Listener, AutoCloseable {
  private final String gateway;
  private final FiguresSection figures;
  private final LinkTally tally = new LinkTally(System::nanoTime);
  private final Feed feed;
  private final List<HubClient.Listener> all = new ArrayList<>();
  private Optional<FiguresWriter> writer = Optional.empty();

  /**
   * @param gateway its name
   */
  Onlookers(String gateway, FiguresSection figures, Feed feed) {
    this.gateway = gateway;
    this.figures = figures;
    this.feed = feed;
    if (figures.areWanted()) {
      all.add(tally);
    }
    if (isLookedInto()) {
      all.add(feed);
    }
  }

  private boolean isLookedInto() {
    return feed != Feed.NOBODY;
  }

  /** Passes on what the engine makes, and sees it where somebody may look. */
  Consumer<NaviEvent> seeing(Consumer<NaviEvent> next) {
    return isLookedInto() ? feed.seeing(next) : next;
  }

  /** Hears of each gesture what came of it, where somebody may look. */
  void hear(Actions actions) {
    if (isLookedInto()) {
      actions.explainTo(feed::meant);
    }
  }

  /**
   * Begins to write figures, where they are wanted.
   *
   * @param client asked on the event loop
   */
  void start(EngineLoop loop, Supplier<HubClient> client, Supplier<Optional<ClockState>> clock) {
    writer = FiguresWriter.start(figures, gateway, tally, client, loop, clock);
  }

  @Override
  public void changed(HubState state, String reason) {
    all.forEach(each -> each.changed(state, reason));
  }

  @Override
  public void became(NaviEvent event, Fate fate) {
    for (int i = 0; i < all.size(); i++) { // with every event: no iterator, no lambda
      all.get(i).became(event, fate);
    }
  }

  @Override
  public void confirmed(long untilNanos) {
    all.forEach(each -> each.confirmed(untilNanos));
  }

  @Override
  public void replied(NaviEvent event, int status) {
    all.forEach(each -> each.replied(event, status));
  }

  @Override
  public void token(boolean isRenewed) {
    all.forEach(each -> each.token(isRenewed));
  }

  @Override
  public void close() {
    writer.ifPresent(FiguresWriter::close);
  }
}
