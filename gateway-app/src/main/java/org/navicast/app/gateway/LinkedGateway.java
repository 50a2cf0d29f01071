package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SelectStrategy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
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
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.action.Actions;
import org.navicast.gateway.runtime.DoubtLog;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.gateway.runtime.Gateway;
import org.navicast.gateway.runtime.GatewayDevice;
import org.navicast.gateway.runtime.StandstillWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway at work: its devices, its engine and its link to the hub, all of which may be
 * configured otherwise while it works.
 */
public final class LinkedGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkedGateway.class);

  /** Longer than devices and link take by themselves to end in an orderly way. */
  private static final int CLOSE_MILLIS = 4_000;

  private static final int LEAST_DOUBT_MILLIS = 25;

  private final EventLoopGroup group;
  private final StandstillWatch standstills;
  private final EngineLoop loop;
  private final Engine engine;
  private final Actions actions;
  private final Function<GatewayConfig, HubLink> links;
  private final CurrentLink link;
  private final UnaryOperator<DeviceConfig> heard;
  private final DevicesOnLoop opening;
  private final Gateway devices;
  private final BoardNews board;
  private final Onlookers onlookers;
  private GatewayConfig config;

  private LinkedGateway(
      GatewayConfig config,
      Consumer<LoginCode> screen,
      UnaryOperator<DeviceConfig> heard,
      Feed feed) {
    this.config = config;
    this.heard = heard;
    Transport transport = Transport.best();
    StayAwake awake = new StayAwake(System::nanoTime, config.board().stayAwakeMillis());
    standstills = new StandstillWatch(System::nanoTime, SleeplessClock.best(), doubtNanos(config));
    SelectStrategy waiting = standstills.over(awake);
    group = transport.newLoop("gateway", () -> waiting);
    EventLoop eventLoop = group.next();
    DoubleSupplier random = ThreadLocalRandom.current()::nextDouble;
    Joined joined = new Joined();
    ClockWatch clock = ClockWatch.start();
    onlookers = new Onlookers(config.name(), config.figures(), feed);
    links =
        to -> {
          HubNews news = new HubNews(joined, screen, clock::latest, onlookers);
          return new HubLink(
              new HubClient(
                  to.hub().link(),
                  Senders.gateway(to.name(), to.hub().product(), to.hub().actor()),
                  eventLoop,
                  () -> transport.outbound(group),
                  SystemTime.SOURCE,
                  random,
                  news),
              news);
        };
    HubLink first = links.apply(config);
    link = new CurrentLink(first);
    Consumer<NaviEvent> told = onlookers.seeing(new ProfileLog(link::offer));
    List<DeviceSettings> known = known(config);
    actions =
        new Actions(
            config.profiles(), known, config.hub().link().deadlineMillis(), told, new DoubtLog());
    onlookers.hear(actions);
    engine = new Engine(known, actions, told, new DoubtLog());
    loop = new EngineLoop(eventLoop, engine, System::nanoTime, link::flush, standstills);
    standstills.start(eventLoop);
    first.start(loop, engine);
    opening = new DevicesOnLoop(transport, group, joined, awake::again);
    devices = Gateway.start(loop, opened(config, config.devices()), random);
    board = BoardNews.of(eventLoop, config.board().led(), clock);
    board.start(eventLoop, loop, link::health, link::isAlive);
    onlookers.start(loop, link::client, clock::latest);
  }

  /**
   * Opens all devices and connects to the hub, and keeps trying where that fails.
   *
   * @param screen shows a person how to let the gateway in; called on the event loop
   */
  public static LinkedGateway start(GatewayConfig config, Consumer<LoginCode> screen) {
    return start(config, screen, device -> device, Feed.NOBODY);
  }

  /**
   * The same.
   *
   * @param heard what is made of each device before it is opened
   * @param feed is told what happens
   */
  public static LinkedGateway start(
      GatewayConfig config,
      Consumer<LoginCode> screen,
      UnaryOperator<DeviceConfig> heard,
      Feed feed) {
    return new LinkedGateway(config, screen, heard, feed);
  }

  private static List<DeviceSettings> known(GatewayConfig config) {
    return config.devices().stream().map(DeviceConfig::engine).toList();
  }

  private List<GatewayDevice> opened(GatewayConfig of, List<DeviceConfig> those) {
    return those.stream()
        .map(device -> opening.device(heard.apply(device), doubtNanos(of)))
        .toList();
  }

  /** Well under the deadline of a press, and above what any loop is late now and then. */
  private static long doubtNanos(GatewayConfig config) {
    return TimeUnit.MILLISECONDS.toNanos(
        Math.max(LEAST_DOUBT_MILLIS, config.hub().link().deadlineMillis() / 2));
  }

  /**
   * Takes another configuration, between two events. What lasts is cancelled first where it means
   * something else from then on; devices whose settings are the same stay open, and so does the
   * link where the hub is the same. What it says of board and figures counts from the next start
   * on.
   *
   * @return completes when the devices that are not the same are being opened
   */
  public synchronized CompletableFuture<Void> change(GatewayConfig next) {
    Changes changes = new Changes(config, next);
    List<DeviceSettings> known = known(next);
    CompletableFuture<Void> changed =
        devices.change(
            changes.staying(),
            opened(next, changes.opened()),
            (here, nowNanos) -> {
              if (changes.isOtherHub()) {
                here.leaveHub(nowNanos);
              }
              standstills.bound(doubtNanos(next));
              actions.use(next.profiles(), known, next.hub().link().deadlineMillis(), nowNanos);
              here.use(known, changes.staying(), nowNanos);
              if (changes.isOtherHub()) {
                HubLink other = links.apply(next);
                link.change(other, () -> other.start(loop, engine));
              }
            });
    LOG.info("another configuration is on, {}: {}", next.file(), changes.words());
    config = next;
    return changed;
  }

  /** What is true of it now, as a status request would be answered, and how the link is. */
  public CompletableFuture<List<StatusItem>> status() {
    CompletableFuture<List<StatusItem>> status = new CompletableFuture<>();
    loop.post((_, _) -> status.complete(link.status()));
    return status;
  }

  /**
   * Lets go of all that is held, tells the hub so, says goodbye and ends everything; bounded in
   * time.
   *
   * @return what became of the events
   */
  public synchronized EventCounts stop() {
    board.stopping();
    onlookers.close();
    CompletableFuture<Void> devicesEnded = devices.stop();
    // What the engine said last is on its way to the link already, ahead of this.
    CompletableFuture<Void> linkClosed = link.close();
    Closing.await(CompletableFuture.allOf(devicesEnded, linkClosed), CLOSE_MILLIS);
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
    board.close();
    return EventCounts.of(link.counters());
  }

  /** The same, for whom the counts do not matter; any further call does nothing. */
  @Override
  public void close() {
    if (!group.isShuttingDown()) {
      stop();
    }
  }
}
