package org.navicast.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.navicast.app.hub.HubUrl;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.cast.link.HubAddress;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.door.ServerCertificate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo's hub.
 *
 * @param url where it listens
 * @param keys what the gateway's configuration says of it
 */
record DemoHub(String url, Map<String, Object> keys) {
  private static final String METRICS = "/api/hub/admin/metrics";

  /**
   * Starts it.
   *
   * @param tls whether the gateway is to reach it over TLS, by a certificate that is made for it
   * @param open takes charge of it
   */
  static DemoHub start(int port, boolean tls, CloseStack open) throws IOException {
    HubServerConfig config = HubServerConfig.loopback(port);
    if (!tls) {
      String url = HubUrl.of(open.add(HubServer.start(config), HubServer::close));
      return new DemoHub(url, Map.of("url", url));
    }
    DemoCertificate own = DemoCertificate.make();
    Path file = open.add(Files.createTempFile("navicast-demo-", ".crt"), DemoHub::delete);
    Files.writeString(file, own.pem());
    HubServer hub =
        open.add(
            HubServer.start(
                config.withCertificate(
                    new ServerCertificate(own.key(), List.of(own.certificate())))),
            HubServer::close);
    String url = HubUrl.of(hub);
    return new DemoHub(url, Map.of("url", url, "tls", Map.of("ca-file", file.toString())));
  }

  /** Its address for programs on this machine, to which it speaks plain http in any case. */
  HubAddress plain() {
    return HubAddress.parse(url.replaceFirst("^https:", "http:"));
  }

  /** What kept it from handing on all that it was sent. */
  HubPauses pauses() throws IOException {
    URI metrics = URI.create(plain().toString()).resolve(METRICS);
    try (InputStream answer = metrics.toURL().openStream()) {
      JsonNode counts = JsonMapper.shared().readTree(answer);
      return new HubPauses(
          counts.path("standstills").asLong(), counts.path("dropped_late").asLong());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
