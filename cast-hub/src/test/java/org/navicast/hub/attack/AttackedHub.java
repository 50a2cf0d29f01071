package org.navicast.hub.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.engine.NatsEngine;
import org.navicast.hub.engine.NatsSettings;

/** A hub in a process of its own, which ends when nobody holds its input open any more. */
final class AttackedHub {
  private AttackedHub() {}

  /**
   * @param engines the engine's servers, where it is one node of several
   */
  static void main(String... engines) throws IOException {
    HubServerConfig config = HubServerConfig.loopback(0);
    if (engines.length > 0) {
      List<URI> servers = Arrays.stream(engines).map(URI::create).toList();
      config = config.withEngine(NatsEngine.source(new NatsSettings(servers, List.of(), null)));
    }
    try (HubServer hub = HubServer.start(config)) {
      System.out.println(hub.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
