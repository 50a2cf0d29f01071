package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.navicast.app.board.ClockWatch;
import org.navicast.app.board.Health;
import org.navicast.app.board.ServiceManager;
import org.navicast.app.board.StatusLed;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.runtime.EngineLoop;

/** Tells the machine that the gateway runs on how it is, and looks after its clock. */
final class BoardNews {
  private static final int LOOK_EVERY_MILLIS = 250;

  private final Optional<ServiceManager> manager;
  private final Optional<StatusLed> led;
  private final ClockWatch clock;
  private String shownProfile = "";

  private BoardNews(Optional<ServiceManager> manager, Optional<StatusLed> led, ClockWatch clock) {
    this.manager = manager;
    this.led = led;
    this.clock = clock;
  }

  /**
   * Finds who wants to hear.
   *
   * @param led folder of the LED that shows how the gateway is
   * @param clock already looking
   */
  static BoardNews of(EventLoop loop, Optional<Path> led, ClockWatch clock) {
    return new BoardNews(
        ServiceManager.find(System::getenv, loop), led.flatMap(StatusLed::open), clock);
  }

  /**
   * Says that the gateway is at work, and from then on how it is.
   *
   * @param engine vouches for the whole way of an event: what keeps it from its turn keeps the
   *     service manager from hearing that the gateway is alive
   * @param link asked on the event loop
   * @param isLinkAlive false where its state machine is stuck, so that only a new start helps
   */
  void start(
      EventLoop loop, EngineLoop engine, Supplier<Health.Link> link, BooleanSupplier isLinkAlive) {
    manager.ifPresent(ServiceManager::ready);
    if (manager.isPresent() || led.isPresent()) {
      loop.scheduleWithFixedDelay(
          () -> engine.post((here, _) -> show(link.get(), here)),
          0,
          LOOK_EVERY_MILLIS,
          TimeUnit.MILLISECONDS);
    }
    manager.ifPresent(
        systemd ->
            systemd
                .aliveEveryMicros()
                .ifPresent(
                    micros ->
                        loop.scheduleWithFixedDelay(
                            () -> engine.post((_, _) -> feed(systemd, isLinkAlive)),
                            0,
                            micros,
                            TimeUnit.MICROSECONDS)));
  }

  private static void feed(ServiceManager systemd, BooleanSupplier isLinkAlive) {
    if (isLinkAlive.getAsBoolean()) {
      systemd.alive();
    }
  }

  private void show(Health.Link link, Engine engine) {
    Health health =
        new Health(link, engine.devices(), engine.audience().isPaused(), clock.latest());
    manager.ifPresent(systemd -> systemd.show(health));
    led.ifPresent(lamp -> lamp.show(health.condition()));
    String profile = engine.profile(System.nanoTime()).map(NaviProfile::profile).orElse("");
    if (!profile.equals(shownProfile)) {
      if (!shownProfile.isEmpty()) {
        led.ifPresent(StatusLed::flicker);
      }
      shownProfile = profile;
    }
  }

  /** The gateway is about to end. */
  void stopping() {
    manager.ifPresent(ServiceManager::stopping);
  }

  /** The gateway has ended. */
  void close() {
    led.ifPresent(StatusLed::close);
    clock.close();
  }
}
