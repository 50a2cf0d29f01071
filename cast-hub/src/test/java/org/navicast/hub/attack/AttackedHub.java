package org.navicast.hub.attack;

import java.io.IOException;
import java.io.OutputStream;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;

/** A hub in a process of its own, which ends when nobody holds its input open any more. */
final class AttackedHub {
  private AttackedHub() {}

  static void main() throws IOException {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      System.out.println(hub.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
