package org.navicast.driver.igtlink;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Discretion;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Makes clients of OpenIGTLink servers: PLUS, 3D Slicer, pyigtl, BrainLab. */
public final class TrackerProvider implements DriverProvider {

  /** By device and server: what is learnt of one must outlive the driver of one attempt. */
  private final Map<String, ServerMemory> memories = new ConcurrentHashMap<>();

  @Override
  public String id() {
    return "tracker-igtlink";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.TRACKER;
  }

  @Override
  public Door door() {
    return Door.NETWORK;
  }

  @Override
  public String description() {
    return "Tracked tools from an OpenIGTLink server such as PLUS or 3D Slicer";
  }

  @Override
  public Shape shape() {
    return TrackerConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    TrackerConfig config = TrackerConfig.from(settings);
    String key = context.device() + " at " + config.server();
    return new TrackerDriver(
        config, context, memories.computeIfAbsent(key, _ -> new ServerMemory()));
  }

  @Override
  public Optional<InetSocketAddress> server(Settings settings) throws SettingsException {
    TrackerConfig config = TrackerConfig.from(settings);
    return Optional.of(InetSocketAddress.createUnresolved(config.host(), config.port()));
  }

  @Override
  public Discretion discretion() {
    return new IgtlDiscretion();
  }
}
