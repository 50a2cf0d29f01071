package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.EpollIoHandle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.navicast.app.board.ClockWatch;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.control.Feed;
import org.navicast.app.hub.Senders;
import org.navicast.app.hub.SystemTime;
import org.navicast.app.lifecycle.Closing;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.net.StayAwake;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.Mapping;
import org.navicast.gateway.engine.action.Actions;
import org.navicast.gateway.runtime.DoubtLog;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.gateway.runtime.EpollReadLoop;
import org.navicast.gateway.runtime.Gateway;
import org.navicast.gateway.runtime.GatewayDevice;
import org.navicast.gateway.runtime.StandstillWatch;

/** A gateway at work: its devices, its engine and its link to the hub. */
public final class LinkedGateway implements AutoCloseable {
  /** Longer than devices and link take by themselves to end in an orderly way. */
  private static final int CLOSE_MILLIS = 4_000;

  private static final int LEAST_DOUBT_MILLIS = 25;

  private final EventLoopGroup group;
  private final HubClient client;
  private final Gateway devices;
  private final BoardNews board;
  private final Onlookers onlookers;
  private final EngineLoop loop;
  private final HubNews news;

  private LinkedGateway(
      EventLoopGroup group,
      HubClient client,
      Gateway devices,
      BoardNews board,
      Onlookers onlookers,
      EngineLoop loop,
      HubNews news) {
    this.group = group;
    this.client = client;
    this.devices = devices;
    this.board = board;
    this.onlookers = onlookers;
    this.loop = loop;
    this.news = news;
  }

  /**
   * Opens all devices and connects to the hub, and keeps trying where that fails.
   *
   * @param screen shows a person how to let the gateway in; called on the event loop
   */
  public static LinkedGateway start(GatewayConfig config, Consumer<LoginCode> screen) {
    return start(config, screen, driver -> driver, Feed.NOBODY);
  }

  /**
   * The same.
   *
   * @param drivers what is made of the driver of each device
   * @param feed is told what happens
   */
  public static LinkedGateway start(
      GatewayConfig config,
      Consumer<LoginCode> screen,
      UnaryOperator<DriverProvider> drivers,
      Feed feed) {
    Transport transport = Transport.best();
    StayAwake awake = new StayAwake(System::nanoTime, config.board().stayAwakeMillis());
    long doubtNanos = doubtNanos(config.hub().link().deadlineMillis());
    StandstillWatch standstills =
        new StandstillWatch(System::nanoTime, SleeplessClock.best(), doubtNanos);
    SelectStrategy waiting = standstills.over(awake);
    EventLoopGroup group = transport.newLoop("gateway", () -> waiting);
    EventLoop loop = group.next();
    DoubleSupplier random = ThreadLocalRandom.current()::nextDouble;
    Joined joined = new Joined();
    ClockWatch clock = ClockWatch.start();
    Onlookers onlookers = new Onlookers(config.figures(), feed);
    HubNews news = new HubNews(joined, screen, clock::latest, onlookers);
    HubClient client =
        new HubClient(
            config.hub().link(),
            Senders.gateway(config.name(), config.hub().product(), config.hub().actor()),
            loop,
            () -> transport.outbound(group),
            SystemTime.SOURCE,
            random,
            news);
    List<DeviceSettings> engineDevices =
        config.devices().stream().map(DeviceConfig::engine).toList();
    Consumer<NaviEvent> told = onlookers.seeing(new ProfileLog(client::offer));
    Optional<Actions> actions =
        config
            .profiles()
            .map(
                profiles ->
                    new Actions(
                        profiles,
                        engineDevices,
                        config.hub().link().deadlineMillis(),
                        told,
                        new DoubtLog()));
    actions.ifPresent(onlookers::hear);
    Mapping mapping = actions.<Mapping>map(each -> each).orElse(Mapping.NONE);
    Engine engine = new Engine(engineDevices, mapping, told, new DoubtLog());
    EngineLoop engineLoop =
        new EngineLoop(loop, engine, System::nanoTime, client::flush, standstills);
    news.tell(engineLoop, engine, client);
    standstills.start(loop);
    client.start();
    List<GatewayDevice> devices =
        config.devices().stream()
            .map(device -> device.drivenBy(drivers.apply(device.driver())))
            .map(device -> device(device, transport, group, joined, doubtNanos, awake::again))
            .toList();
    Gateway started = Gateway.start(engineLoop, devices, random);
    BoardNews board = BoardNews.of(loop, config.board().led(), clock);
    board.start(loop, engineLoop, news::link, news::isLinkAlive);
    onlookers.start(engineLoop, () -> client, clock::latest);
    return new LinkedGateway(group, client, started, board, onlookers, engineLoop, news);
  }

  /**
   * A device on that loop.
   *
   * @param doubtNanos what may have waited unread for longer is of unknown age
   * @param heard is called on the loop after each time the device was read there
   */
  static GatewayDevice device(
      DeviceConfig device,
      Transport transport,
      EventLoopGroup group,
      Joined joined,
      long doubtNanos,
      Runnable heard) {
    return new GatewayDevice(
        device.driver(),
        device.settings(),
        new DriverContext(
            device.name(),
            System::nanoTime,
            () -> transport.outbound(group),
            joined,
            doubtNanos,
            readLoop(group, heard)));
  }

  /** Well under the deadline of a press, and above what any loop is late now and then. */
  private static long doubtNanos(int deadlineMillis) {
    return TimeUnit.MILLISECONDS.toNanos(Math.max(LEAST_DOUBT_MILLIS, deadlineMillis / 2));
  }

  private static ReadLoop readLoop(EventLoopGroup group, Runnable heard) {
    return group.next() instanceof IoEventLoop loop && loop.isCompatible(EpollIoHandle.class)
        ? new EpollReadLoop(loop, System::nanoTime, heard)
        : ReadLoop.ON_OWN_THREAD;
  }

  /** What is true of it now, as a status request would be answered, and how the link is. */
  public CompletableFuture<List<StatusItem>> status() {
    CompletableFuture<List<StatusItem>> status = new CompletableFuture<>();
    loop.post((_, _) -> status.complete(news.statusWithLink()));
    return status;
  }

  /**
   * Lets go of all that is held, tells the hub so, says goodbye and ends everything; bounded in
   * time.
   *
   * @return what became of the events
   */
  public EventCounts stop() {
    board.stopping();
    onlookers.close();
    CompletableFuture<Void> devicesEnded = devices.stop();
    // What the engine said last is on its way to the link already, ahead of this.
    CompletableFuture<Void> linkClosed = client.close();
    Closing.await(CompletableFuture.allOf(devicesEnded, linkClosed), CLOSE_MILLIS);
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    board.close();
    return EventCounts.of(client.counters());
  }

  /** The same, for whom the counts do not matter; any further call does nothing. */
  @Override
  public void close() {
    if (!group.isShuttingDown()) {
      stop();
    }
  }
}
