package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.navicast.app.config.DeviceConfig;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.gateway.runtime.Gateway;

/** The devices of a configuration at work, without a hub and with nobody who is told. */
public final class LoneDevices implements AutoCloseable {
  private static final int CLOSE_MILLIS = 1_000;

  private final EventLoopGroup group;
  private final Gateway gateway;

  private LoneDevices(EventLoopGroup group, Gateway gateway) {
    this.group = group;
    this.gateway = gateway;
  }

  /**
   * Opens them.
   *
   * @param drivers what is made of the driver of each
   */
  public static LoneDevices start(
      List<DeviceConfig> devices, UnaryOperator<DriverProvider> drivers) {
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoop("devices");
    EventLoop loop = group.next();
    Engine engine = new Engine(devices.stream().map(DeviceConfig::engine).toList(), _ -> {});
    EngineLoop engineLoop = new EngineLoop(loop, engine, System::nanoTime, () -> {});
    return new LoneDevices(
        group,
        Gateway.start(
            engineLoop,
            devices.stream()
                .map(
                    device ->
                        LinkedGateway.device(
                            device.drivenBy(drivers.apply(device.driver())),
                            transport,
                            group,
                            new Joined(),
                            DriverContext.USUAL_DOUBT_NANOS,
                            () -> {}))
                .toList(),
            ThreadLocalRandom.current()::nextDouble));
  }

  @Override
  public void close() {
    gateway.close();
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
