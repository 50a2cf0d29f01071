package org.navicast.app.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.DeviceConfig;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.PoseSettings;

/** One tracker of a configuration at work, without a hub: what it sees, pose by pose. */
public final class LiveTracker implements AutoCloseable {
  private final LiveDevices devices;
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

  private LiveTracker(LiveDevices devices, Queue<Doubted> doubted) {
    this.devices = devices;
    this.doubted = doubted;
  }

  /**
   * Opens the tracker.
   *
   * @param frames in which its tools are wanted; neither smoothed nor paced
   */
  public static LiveTracker start(DeviceConfig device, FrameSettings frames) {
    Queue<Doubted> doubted = new ConcurrentLinkedQueue<>();
    return new LiveTracker(
        LiveDevices.start(List.of(device), List.of(settings(device, frames)), doubted::add),
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
    devices.forget();
  }

  /**
   * The next pose of a tool that is seen.
   *
   * @return null where none came in time
   */
  public @Nullable Seen next(String tool, long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      NaviEvent event = devices.next(until - System.nanoTime());
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
    NaviEvent event = devices.next(until - System.nanoTime());
    while (event != null) {
      if (event instanceof NaviPose pose) {
        pose.tools().forEach(tool -> all.add(new Seen(pose.frame(), tool)));
      }
      event = devices.next(until - System.nanoTime());
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
      NaviEvent event = devices.next(until - System.nanoTime());
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
    devices.close();
  }
}
