package org.navicast.bench;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.Map;
import org.navicast.cast.net.Transport;
import org.navicast.driver.igtlink.TrackerProvider;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.SettingsException;

/**
 * The tracker's driver and nothing behind it: messages to input events that nobody looks at.
 *
 * <p>Connects to the port of the loopback address that it is given, and again each time the server
 * ends the stream; runs until it is killed.
 */
public final class TrackerReader {
  private TrackerReader() {}

  public static void main(String[] args) throws SettingsException, InterruptedException {
    Transport transport = Transport.best();
    EventLoopGroup loop = transport.newLoop("tracker");
    DriverContext context =
        new DriverContext("tracker", System::nanoTime, () -> transport.outbound(loop));
    Map<String, Object> settings =
        Map.of("host", "127.0.0.1", "port", Long.valueOf(args[0]), "silence-seconds", 0L);
    DriverProvider provider = new TrackerProvider();
    while (true) {
      try (var driver = provider.create(provider.shape().read("tracker", settings), context)) {
        driver.run(event -> {});
      } catch (IOException e) {
        // The end of one stream: the next blast comes on a new one.
        System.out.println("ENDED " + e.getMessage());
      }
    }
  }
}
