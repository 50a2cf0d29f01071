package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.DeviceConfig;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.Mapping;
import org.navicast.gateway.engine.PoseSettings;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.gateway.runtime.Gateway;
import org.navicast.gateway.runtime.GatewayDevice;

/** One tracker of a configuration at work, without a hub: what it sees, pose by pose. */
public final class LiveTracker implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int CLOSE_MILLIS = 1_000;

  private final EventLoopGroup group;
  private final Gateway gateway;
  private final BlockingQueue<NaviEvent> events;
  private final Queue<Doubted> doubted;

  /** A tool in a frame, by their names. */
  public record Place(String tool, String frame) {}

  /** A tool that is told, and the frame that it is told in. */
  public record Seen(String frame, NaviPose.Tool tool) {
    /** Which one it is. */
    public Place place() {
      return new Place(tool.name(), frame);
    }

    /** True where it is seen. */
    public boolean isOk() {
      return tool.status().equals(NaviPose.Tool.OK);
    }
  }

  private LiveTracker(
      EventLoopGroup group,
      Gateway gateway,
      BlockingQueue<NaviEvent> events,
      Queue<Doubted> doubted) {
    this.group = group;
    this.gateway = gateway;
    this.events = events;
    this.doubted = doubted;
  }

  /**
   * Opens the tracker.
   *
   * @param frames in which its tools are wanted; neither smoothed nor paced
   */
  public static LiveTracker start(DeviceConfig device, FrameSettings frames) {
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoop("tracker");
    EventLoop loop = group.next();
    BlockingQueue<NaviEvent> events = new LinkedBlockingQueue<>(MOST_WAITING);
    Queue<Doubted> doubted = new ConcurrentLinkedQueue<>();
    Engine engine =
        new Engine(List.of(settings(device, frames)), Mapping.NONE, events::offer, doubted::add);
    EngineLoop engineLoop = new EngineLoop(loop, engine, System::nanoTime, () -> {});
    GatewayDevice driven =
        LinkedGateway.device(
            device, transport, group, new Joined(), DriverContext.USUAL_DOUBT_NANOS, () -> {});
    return new LiveTracker(
        group,
        Gateway.start(engineLoop, List.of(driven), ThreadLocalRandom.current()::nextDouble),
        events,
        doubted);
  }

  /** Each pose as it comes, doubted as soon as the configuration says so. */
  static DeviceSettings settings(DeviceConfig device, FrameSettings frames) {
    PoseSettings poses = device.engine().poses();
    return DeviceSettings.of(device.name(), device.driver().kind())
        .withPoses(poses.with(poses.freshMillis(), 0, Map.of()))
        .withFrames(frames);
  }

  /** Forgets what came before now. */
  public void forget() {
    events.clear();
  }

  /**
   * The next pose of a tool that is seen.
   *
   * @return null where none came in time
   */
  public @Nullable Seen next(String tool, long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      NaviEvent event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        return null;
      }
      if (event instanceof NaviPose pose) {
        for (NaviPose.Tool one : pose.tools()) {
          Seen seen = new Seen(pose.frame(), one);
          if (one.name().equals(tool) && seen.isOk()) {
            return seen;
          }
        }
      }
    }
  }

  /** All that it tells of tools in that time. */
  public List<Seen> watch(long millis) throws InterruptedException {
    List<Seen> all = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    NaviEvent event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    while (event != null) {
      if (event instanceof NaviPose pose) {
        pose.tools().forEach(tool -> all.add(new Seen(pose.frame(), tool)));
      }
      event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return all;
  }

  /** What was left out or not believed so far, each once. */
  public List<Doubted> doubted() {
    return List.copyOf(doubted);
  }

  /**
   * Waits until the tracker is there.
   *
   * @return null when it is, or why it is not
   */
  public @Nullable String awaitConnected(long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    String why = "it did not answer";
    while (true) {
      NaviEvent event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        return why;
      }
      if (event instanceof NaviDevice device) {
        if (device.state() == NaviDevice.State.CONNECTED) {
          return null;
        }
        why = device.reason();
      }
    }
  }

  @Override
  public void close() {
    gateway.close();
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
