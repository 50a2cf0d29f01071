package org.navicast.app.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import org.navicast.app.config.DeviceConfig;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.driver.Network;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.runtime.EpollReadLoop;
import org.navicast.gateway.runtime.GatewayDevice;

/**
 * Makes devices of a configuration ready to be opened on one event loop.
 *
 * @param heard is called on the loop after each time that a device was read there
 */
record DevicesOnLoop(Transport transport, EventLoopGroup group, Joined joined, Runnable heard) {

  /**
   * A device.
   *
   * @param doubtNanos what may have waited unread for longer is of unknown age
   */
  GatewayDevice device(DeviceConfig device, long doubtNanos) {
    return new GatewayDevice(
        device.driver(),
        device.settings(),
        new DriverContext(
            device.name(),
            System::nanoTime,
            Network.by(() -> transport.outbound(group)),
            joined,
            doubtNanos,
            readLoop()));
  }

  private ReadLoop readLoop() {
    return group.next() instanceof IoEventLoop loop && loop.isCompatible(EpollIoHandle.class)
        ? new EpollReadLoop(loop, System::nanoTime, heard)
        : ReadLoop.ON_OWN_THREAD;
  }
}
