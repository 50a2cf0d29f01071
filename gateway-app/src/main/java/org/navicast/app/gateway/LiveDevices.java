package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.DeviceConfig;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.Mapping;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.gateway.runtime.Gateway;

/** Devices of a configuration at work, without a hub: what they do, event by event. */
public final class LiveDevices implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int CLOSE_MILLIS = 1_000;

  private final EventLoopGroup group;
  private final Gateway gateway;
  private final BlockingQueue<NaviEvent> events;

  private LiveDevices(EventLoopGroup group, Gateway gateway, BlockingQueue<NaviEvent> events) {
    this.group = group;
    this.gateway = gateway;
    this.events = events;
  }

  /** Opens them, and keeps trying where that fails. */
  public static LiveDevices start(List<DeviceConfig> devices) {
    return start(devices, devices.stream().map(DeviceConfig::engine).toList(), doubted -> {});
  }

  /**
   * The same with other settings of the engine.
   *
   * @param doubted is given what is left out or not believed, on the event loop
   */
  static LiveDevices start(
      List<DeviceConfig> devices, List<DeviceSettings> engineDevices, Consumer<Doubted> doubted) {
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoop("devices");
    EventLoop loop = group.next();
    BlockingQueue<NaviEvent> events = new LinkedBlockingQueue<>(MOST_WAITING);
    Engine engine = new Engine(engineDevices, Mapping.NONE, events::offer, doubted);
    EngineLoop engineLoop = new EngineLoop(loop, engine, System::nanoTime, () -> {});
    DevicesOnLoop opening = new DevicesOnLoop(transport, group, new Joined(), () -> {});
    return new LiveDevices(
        group,
        Gateway.start(
            engineLoop,
            devices.stream()
                .map(device -> opening.device(device, DriverContext.USUAL_DOUBT_NANOS))
                .toList(),
            ThreadLocalRandom.current()::nextDouble),
        events);
  }

  /** Forgets what came before now. */
  void forget() {
    events.clear();
  }

  /**
   * The next event; null where none comes in that time.
   *
   * @param nanos how long to wait, in nanoseconds; not at all where it is negative
   */
  public @Nullable NaviEvent next(long nanos) throws InterruptedException {
    return events.poll(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    gateway.close();
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
