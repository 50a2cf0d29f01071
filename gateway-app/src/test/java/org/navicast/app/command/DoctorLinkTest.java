package org.navicast.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.hub.HubUrl;
import org.navicast.cast.auth.ProviderServer;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.driver.simulator.Pty;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.door.ServerCertificate;
import org.navicast.hub.door.TokenRules;

/** The way to a hub broken on purpose, layer by layer, and what the doctor says of it. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class DoctorLinkTest {
  private static final String AUDIENCE = "https://hub.example.org";
  private static final String SECRET = "CANARY-S3CRET";

  @TempDir Path folder;

  @Test
  void aHubWithoutLoginThatIsDownFailsOnTheWay() throws Exception {
    assertThat(failing("url: " + nobody() + ", auth: none"))
        .anyMatch(it -> it.startsWith("FAIL  way: nothing listens at 127.0.0.1:"))
        .noneMatch(it -> it.startsWith("FAIL  token"));
  }

  @Test
  void aHubThatTakesConnectionsAndSaysNothingFailsBehindTheWay() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(failing("url: " + url("http", silent.getLocalPort()) + ", auth: none"))
          .anyMatch(it -> it.startsWith("OK    way: connected to 127.0.0.1:"))
          .anyMatch(it -> it.startsWith("FAIL  subscription: "));
    }
  }

  @Test
  void aCertificateOfAnAuthorityThatNobodyKnowsIsSaid() throws Exception {
    TestCertificate known = TestCertificate.root("known");
    TestCertificate root = TestCertificate.root("root");
    TestCertificate own = TestCertificate.of("hub").forAddress("127.0.0.1").issuedBy(root);
    assertThat(overTls(own, root, known)).anyMatch(it -> it.startsWith("FAIL  way: ") && names(it));
  }

  @Test
  void aCertificateForAnotherNameIsSaid() throws Exception {
    TestCertificate root = TestCertificate.root("root");
    TestCertificate other = TestCertificate.of("hub").forName("other.example.org").issuedBy(root);
    assertThat(overTls(other, root, root))
        .anyMatch(it -> it.startsWith("FAIL  way: ") && it.contains("127.0.0.1"));
  }

  @Test
  void aCertificateThatIsOverOrNotYetGoodIsSaid() throws Exception {
    TestCertificate root = TestCertificate.root("root");
    TestCertificate over =
        TestCertificate.of("over").forAddress("127.0.0.1").days(-10, -1).issuedBy(root);
    assertThat(overTls(over, root, root))
        .anyMatch(it -> it.startsWith("FAIL  way: the hub's certificate ended on "));
    TestCertificate early =
        TestCertificate.of("early").forAddress("127.0.0.1").days(1, 10).issuedBy(root);
    assertThat(overTls(early, root, root))
        .anyMatch(it -> it.startsWith("FAIL  way: the hub's certificate ") && it.contains("clock"));
  }

  @Test
  void aCertificateThatEndsSoonIsAWarningAndTheRestGoesOn() throws Exception {
    TestCertificate root = TestCertificate.root("root");
    TestCertificate own =
        TestCertificate.of("hub").forAddress("127.0.0.1").days(-1, 9).issuedBy(root);
    assertThat(overTls(own, root, root))
        .anyMatch(
            it ->
                it.startsWith("WARN  way: connected to 127.0.0.1:")
                    && it.contains(", TLSv1.3, certificate good until "))
        .anyMatch(it -> it.startsWith("OK    websocket: joined "));
  }

  @Test
  void aProxyThatIsDownIsSaid() throws Exception {
    assertThat(
            failing(
                "url: 'https://hub.example.org/api/hub', auth: mock, user: or-3, proxy: { url: "
                    + nobody().replace("/api/hub", "")
                    + " }"))
        .anyMatch(it -> it.startsWith("FAIL  way: ") && it.contains("proxy"));
  }

  @Test
  void aHubThatWantsATokenAndGetsNoneSaysSo() throws Exception {
    try (ProviderServer provider = new ProviderServer();
        HubServer hub = guarded(provider)) {
      assertThat(failing("url: " + HubUrl.of(hub) + ", auth: none"))
          .anyMatch(
              it ->
                  it.startsWith(
                      "FAIL  subscription: the hub wants a token and hub.auth is none (401), give"));
    }
  }

  @Test
  void aProviderThatIsDownIsSaidBeforeTheTokenIsAskedFor() throws Exception {
    try (ProviderServer provider = new ProviderServer();
        HubServer hub = guarded(provider)) {
      String issuer = nobody().replace("/api/hub", "");
      assertThat(failing(login(hub, issuer)))
          .anyMatch(it -> it.startsWith("OK    way: "))
          .anyMatch(it -> it.startsWith("FAIL  identity provider: nothing listens at 127.0.0.1:"));
    }
  }

  @Test
  void aSecretThatIsRefusedIsSaidAndNotRepeated() throws Exception {
    try (ProviderServer provider = new ProviderServer();
        HubServer hub = guarded(provider)) {
      provider.provider().secret = "another";
      assertThat(failing(login(hub, provider.issuer())))
          .anyMatch(it -> it.startsWith("OK    identity provider: connected to 127.0.0.1:"))
          .anyMatch(it -> it.startsWith("FAIL  token: "))
          .noneMatch(it -> it.contains(SECRET));
    }
  }

  @Test
  void aTokenForSomebodyElseIsRefusedByTheHub() throws Exception {
    try (ProviderServer provider = new ProviderServer();
        HubServer hub = guarded(provider)) {
      provider.provider().claims.put("aud", "https://elsewhere.example.org");
      assertThat(failing(login(hub, provider.issuer())))
          .anyMatch(it -> it.startsWith("OK    token: was given"))
          .anyMatch(it -> it.startsWith("FAIL  subscription: ") && it.contains("token"));
    }
  }

  @Test
  void aTokenOfAnotherRoomIsRefusedByTheHub() throws Exception {
    try (ProviderServer provider = new ProviderServer();
        HubServer hub = guarded(provider)) {
      provider.provider().claims.put("topic", "OR-9");
      assertThat(failing(login(hub, provider.issuer())))
          .anyMatch(
              it -> it.startsWith("WARN  token: was given, ") && it.contains("for another topic"))
          .anyMatch(it -> it.startsWith("FAIL  subscription: "))
          .noneMatch(it -> it.contains("OR-9"));
    }
  }

  @Test
  void aGoodTokenSaysHowLongItLasts() throws Exception {
    try (ProviderServer provider = new ProviderServer();
        HubServer hub = guarded(provider)) {
      assertThat(lines(login(hub, provider.issuer()), ExitCode.FAILED)) // for want of a device
          .anyMatch(it -> it.matches("OK {4}token: was given, good for (299|300) s"))
          .anyMatch(it -> it.startsWith("OK    websocket: joined "))
          .anyMatch(it -> it.startsWith("WARN  viewers: nobody else is on the topic"));
    }
  }

  @Test
  void whatStandsBeforeAHubAndKeepsWebSocketsOutIsSaid() throws Exception {
    HttpServer before =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = before.getAddress().getPort();
    before.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean isHub = exchange.getRequestURI().getPath().equals("/api/hub");
            byte[] reply =
                ("{\"hub.channel.endpoint\":\"ws://127.0.0.1:" + port + "/bind/x\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isHub ? 202 : 502, reply.length);
            exchange.getResponseBody().write(reply);
          }
        });
    before.start();
    try {
      assertThat(failing("url: " + url("http", port) + ", auth: none"))
          .anyMatch(
              it ->
                  it.startsWith("FAIL  websocket: ")
                      && it.endsWith(
                          "see that what stands before the hub lets WebSockets through"));
    } finally {
      before.stop(0);
    }
  }

  @Test
  void ofSeveralHubsOneThatIsDownIsAWarning() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      List<String> lines =
          lines(
              "url: " + nobody() + ", standby: [ '" + HubUrl.of(hub) + "' ], auth: none",
              ExitCode.FAILED); // for want of a device
      assertThat(lines)
          .anyMatch(it -> it.matches("WARN  way of 127\\.0\\.0\\.1:\\d+: nothing listens.*"))
          .anyMatch(it -> it.matches("OK {4}websocket of 127\\.0\\.0\\.1:\\d+: joined.*"));
    }
  }

  @Test
  void aPortThatAnotherProgramHoldsIsSaid() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0));
        Pty line = Pty.open()) {
      Process holder = new ProcessBuilder("flock", line.path(), "sleep", "30").start();
      try {
        Thread.sleep(300);
        assertThat(
                run(
                        "url: " + HubUrl.of(hub) + ", auth: none",
                        "  - { name: pedals, driver: footswitch-serial, port: "
                            + line.path()
                            + ", pedals: [{ control: left, pressed: \"L1\", released: \"L0\" }] }\n",
                        ExitCode.FAILED)
                    .outLines())
            .anyMatch(
                it ->
                    it.startsWith("FAIL  device pedals: ")
                        && it.contains("is in use; close the program that has it open"));
      } finally {
        holder.descendants().forEach(ProcessHandle::destroy);
        holder.destroy();
      }
    }
  }

  private static boolean names(String line) {
    return line.contains("authority") && line.contains("ca-file");
  }

  /** A hub with that certificate, for a gateway that trusts that authority. */
  private List<String> overTls(TestCertificate own, TestCertificate issuer, TestCertificate trusted)
      throws Exception {
    try (HubServer hub = HubServer.start(tls(own, issuer))) {
      return lines(
          "url: "
              + url("https", hub.port())
              + ", auth: none, tls: { ca-file: "
              + trusted.certificateFile(folder)
              + " }",
          ExitCode.FAILED);
    }
  }

  private static HubServerConfig tls(TestCertificate own, TestCertificate issuer) {
    return HubServerConfig.loopback(0)
        .withCertificate(
            new ServerCertificate(own.key(), List.of(own.certificate(), issuer.certificate())));
  }

  /** A hub that lets in whom that provider sends. */
  private static HubServer guarded(ProviderServer provider) throws IOException {
    provider.provider().secret = SECRET;
    provider.provider().claims.put("aud", AUDIENCE);
    provider.provider().claims.put("topic", "OR-3");
    return HubServer.start(
        HubServerConfig.loopback(0)
            .withTokenRules(new TokenRules(URI.create(provider.issuer()), AUDIENCE)));
  }

  private String login(HubServer hub, String issuer) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return "url: "
        + HubUrl.of(hub)
        + ", auth: client-credentials, issuer: '"
        + issuer
        + "', client-id: or-3, secret-file: "
        + secret;
  }

  private List<String> failing(String hub) throws IOException {
    return lines(hub, ExitCode.FAILED);
  }

  /** With a device that is not there, since one has to be configured. */
  private List<String> lines(String hub, int exitCode) throws IOException {
    return run(
            hub,
            "  - { name: camera, driver: tracker-igtlink, host: 127.0.0.1, port: 1 }\n",
            exitCode)
        .outLines();
  }

  private RecordedConsole run(String hub, String devices, int exitCode) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("gateway.yaml"),
            "gateway: or-3\nhub: { " + hub + ", topic: OR-3 }\ndevices:\n" + devices);
    RecordedConsole console = new RecordedConsole();
    int code = console.run("doctor", "--config", config.toString(), "--seconds", "2");
    assertThat(code).as(console.out() + console.err()).isEqualTo(exitCode);
    return console;
  }

  private static String url(String scheme, int port) {
    return "'" + scheme + "://127.0.0.1:" + port + "/api/hub'";
  }

  /** An address where nothing listens, for as long as the test is quick. */
  private static String nobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + taken.getLocalPort() + "/api/hub";
    }
  }
}
