package org.navicast.system;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.fault.FaultProxy;
import org.navicast.cast.fault.LineSpeed;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;

/**
 * Engine and hub client of a gateway, a network that breaks, a hub, and a viewer of it; with a
 * person at two pedals and a cap who acts all the time. What is done, and in which order, follows
 * from the seed alone.
 */
final class FaultyLink implements AutoCloseable {
  private static final String TOPIC = "OR-3";
  private static final String PEDALS = "pedals";
  private static final String CAP = "cap";
  private static final int PATIENCE_MILLIS = 10_000;

  /** What goes wrong. */
  enum Fault {
    CUT_BY_FIN,
    CUT_BY_RST,
    RESET_WHILE_SENDING,
    RESET_WHILE_RECEIVING,
    STALL,
    HALF_OPEN,
    HUB_RESTART,
    HUB_RESET
  }

  private final Random random;
  private final EventLoopGroup loops = Transport.best().newLoop("gateway");
  private final EventLoopGroup viewerLoops = Transport.best().newLoop("viewer");
  private final WatchfulViewer viewer = new WatchfulViewer();
  private final Map<String, Boolean> down = new HashMap<>(Map.of("left", false, "right", false));
  private final List<String> diary = new ArrayList<>();
  private final FaultProxy network;
  private final HubClient gateway;
  private final HubClient viewing;
  private final EngineLoop engine;
  private HubServer hub;
  private int survived;
  private volatile HubState gatewayIs = HubState.STOPPED;
  private volatile HubState viewerIs = HubState.STOPPED;

  FaultyLink(HubConfig.Publish publish, long seed) throws Exception {
    random = new Random(seed);
    hub = HubServer.start(HubServerConfig.loopback(0));
    network = FaultProxy.to(hub.port(), LineSpeed.UNLIMITED);
    viewing = viewing();
    gateway = gateway(publish);
    EventLoop loop = loops.next();
    engine =
        new EngineLoop(
            loop,
            new Engine(
                List.of(
                    DeviceSettings.of(PEDALS, DeviceKind.FOOTSWITCH),
                    DeviceSettings.of(CAP, DeviceKind.SIX_DOF)),
                this::offer),
            System::nanoTime,
            gateway::flush);
    plugIn(PEDALS);
    plugIn(CAP);
    viewing.start();
    gateway.start();
    awaitOnline();
  }

  private HubClient gateway(HubConfig.Publish publish) {
    return client(
        network.port(),
        publish,
        "navi-nothing",
        new Sender("or-3", "session-1", "NAVICAST-TEST01", "NAVICast", "CONTROLLER"),
        loops,
        new HubClient.Listener() {
          @Override
          public void changed(HubState state, String reason) {
            gatewayIs = state;
          }

          @Override
          public void online(long nowNanos) {
            engine.post(Engine::announce);
          }
        });
  }

  /** On a network of its own, which does not break; it loses its link with the hub only. */
  private HubClient viewing() {
    return client(
        hub.port(),
        HubConfig.Publish.HTTP,
        NaviButton.NAME,
        new Sender("viewer", "session-2", "VIEWER", "Viewer", "WATCHER"),
        viewerLoops,
        new HubClient.Listener() {
          @Override
          public void changed(HubState state, String reason) {
            if (viewerIs == HubState.ONLINE) {
              viewer.lostItsLink(SystemTime.epochMicros());
            }
            viewerIs = state;
          }

          @Override
          public void received(HubEvent event) {
            if (event.name().equals(NaviButton.NAME)) {
              viewer.receive(
                  event.envelope().path("event").path("context").path(0).path("resource"),
                  SystemTime.epochMicros());
            }
          }
        });
  }

  private HubClient client(
      int port,
      HubConfig.Publish publish,
      String event,
      Sender sender,
      EventLoopGroup on,
      HubClient.Listener listener) {
    return new HubClient(
        HubConfig.of(
            HubAddress.parse("http://127.0.0.1:" + port + "/api/hub"),
            TOPIC,
            new HubConfig.Auth.None(),
            publish,
            List.of(event)),
        sender,
        on.next(),
        () -> Transport.best().outbound(on),
        SystemTime.SOURCE,
        new Random(random.nextLong())::nextDouble,
        listener);
  }

  /** What the engine says; on the loop. */
  private void offer(NaviEvent event) {
    if (event instanceof NaviButton button) {
      if (button.state() == NaviButton.State.PRESSED && gateway.state() != HubState.ONLINE) {
        viewer.madeWhileDown(button.pressId());
      } else if (button.state().ends()) {
        viewer.letGo(button.pressId(), SystemTime.epochMicros());
      }
    }
    gateway.offer(event);
  }

  /** One fault among what the person does, until the link is well again. */
  void suffer() throws Exception {
    act(200 + random.nextInt(500));
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    diary.add(fault.toString());
    int connectionsBefore = network.accepted();
    long begin = System.nanoTime();
    switch (fault) {
      case CUT_BY_FIN -> network.cut(FaultProxy.Cut.FIN);
      case CUT_BY_RST -> network.cut(FaultProxy.Cut.RST);
      case RESET_WHILE_SENDING -> reset(FaultProxy.Direction.UP, random.nextInt(3_000));
      case RESET_WHILE_RECEIVING -> reset(FaultProxy.Direction.DOWN, random.nextInt(200));
      case STALL -> {
        network.stall();
        act(50 + random.nextInt(700));
        network.carry();
      }
      case HALF_OPEN -> {
        network.swallow();
        act(50 + random.nextInt(700));
        network.carry();
      }
      case HUB_RESTART -> {
        int port = hub.port();
        hub.close();
        act(random.nextInt(400));
        hub = HubServer.start(HubServerConfig.loopback(port));
      }
      case HUB_RESET -> resetHub();
    }
    if (fault != Fault.STALL) {
      actUntil(() -> network.accepted() > connectionsBefore, "a new connection");
    }
    awaitOnline();
    survived++;
    diary.add((System.nanoTime() - begin) / 1_000_000 + " ms");
  }

  private void reset(FaultProxy.Direction direction, int bytes) throws InterruptedException {
    network.resetAfter(direction, bytes);
    actUntil(() -> !network.resetPending(), "a reset");
  }

  private void resetHub() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI reset = URI.create("http://127.0.0.1:" + hub.port() + "/api/admin/reset");
      http.send(
          HttpRequest.newBuilder(reset)
              .version(HttpClient.Version.HTTP_1_1)
              .header("Content-Type", "application/json") // which no web page's form can send
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  private void awaitOnline() throws InterruptedException {
    actUntil(
        () -> gatewayIs == HubState.ONLINE && viewerIs == HubState.ONLINE,
        "gateway and viewer online");
  }

  private void act(int millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - until < 0) {
      act();
    }
  }

  private void actUntil(BooleanSupplier reached, String what) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            "not within "
                + PATIENCE_MILLIS
                + " ms: "
                + what
                + "; gateway "
                + gatewayIs
                + ", viewer "
                + viewerIs
                + ", network: "
                + network);
      }
      act();
    }
  }

  /** What a person does next, and a pause. Some presses are short, some are held. */
  private void act() throws InterruptedException {
    if (random.nextInt(4) == 0) {
      String pedal = random.nextBoolean() ? "left" : "right";
      press(pedal, !down.getOrDefault(pedal, false));
    }
    if (random.nextInt(100) == 0) {
      plugIn(PEDALS); // a driver that was started anew lets go of what it held
    }
    double x = random.nextInt(3) == 0 ? 0 : random.nextDouble();
    engine.accept(new Motion(CAP, System.nanoTime(), x, 0, 0, 0, 0, 0));
    Thread.sleep(10 + random.nextInt(20));
  }

  private void plugIn(String device) {
    engine.accept(DeviceStatus.connected(device, System.nanoTime(), "", ""));
  }

  private void press(String pedal, boolean pressed) {
    down.put(pedal, pressed);
    engine.accept(new Button(PEDALS, System.nanoTime(), pedal, pressed));
  }

  /** Lets go of everything and waits for the last word on every press. */
  void letGo() throws InterruptedException {
    press("left", false);
    press("right", false);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!viewer.isAtRest(SystemTime.epochMicros()) && System.nanoTime() - until < 0) {
      Thread.sleep(20);
    }
  }

  WatchfulViewer viewer() {
    return viewer;
  }

  /** How many faults it has come through. */
  int survived() {
    return survived;
  }

  /** The last faults, and how long each lasted. */
  String diary() {
    return String.join(", ", diary.subList(Math.max(0, diary.size() - 12), diary.size()));
  }

  @Override
  public void close() throws Exception {
    gateway.close().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    viewing.close().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    network.close();
    hub.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    viewerLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }
}
