package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.navicast.app.board.Health;
import org.navicast.app.board.ServiceManager;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.runtime.EngineLoop;

/** Tells the machine that the gateway runs on how it is. */
final class BoardNews {
  private static final int LOOK_EVERY_MILLIS = 250;

  private final ServiceManager manager;
  private final Supplier<Health.Link> link;
  private String told = "";

  private BoardNews(ServiceManager manager, Supplier<Health.Link> link) {
    this.manager = manager;
    this.link = link;
  }

  /**
   * Says that the gateway is at work, and from then on how it is.
   *
   * @param engine vouches for the whole way of an event: what keeps it from its turn keeps the
   *     service manager from hearing that the gateway is alive
   * @param link asked on the event loop
   */
  static Optional<BoardNews> start(EventLoop loop, EngineLoop engine, Supplier<Health.Link> link) {
    return ServiceManager.find(System::getenv, loop)
        .map(
            manager -> {
              BoardNews news = new BoardNews(manager, link);
              manager.ready();
              loop.scheduleWithFixedDelay(
                  () -> engine.post((here, _) -> news.look(here)),
                  0,
                  LOOK_EVERY_MILLIS,
                  TimeUnit.MILLISECONDS);
              manager
                  .aliveEveryMicros()
                  .ifPresent(
                      micros ->
                          loop.scheduleWithFixedDelay(
                              () -> engine.post((_, _) -> manager.alive()),
                              0,
                              micros,
                              TimeUnit.MICROSECONDS));
              return news;
            });
  }

  private void look(Engine engine) {
    String words = new Health(link.get(), engine.devices()).words();
    if (!words.equals(told)) {
      told = words;
      manager.status(words);
    }
  }

  void stopping() {
    manager.stopping();
  }
}
