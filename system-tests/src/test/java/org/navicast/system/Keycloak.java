package org.navicast.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.navicast.cast.secure.TestCertificate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak on this machine with the realm of a clinic: a process of its own, which ends with
 * it, and by itself if nobody ends it.
 */
final class Keycloak implements AutoCloseable {
  private static final String REALM = "keycloak/clinic-realm.json";
  private static final String ADMIN = "admin-of-this-test";

  /** It builds itself at its first start; alone on two cores that takes half a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private static final String LONGEST_LIFE = "20m";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path log;
  private final int port;
  private final int certifiedPort;

  private Keycloak(Process process, Path log, int port, int certifiedPort) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.certifiedPort = certifiedPort;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param home of an unpacked distribution, which is changed
   * @param folder for what else it needs
   * @param server how it shows itself to who comes by TLS
   * @param root signed that, and the certificates of clients
   * @param clientKey by which the client {@code or-3-key} signs
   */
  static Keycloak start(
      Path home, Path folder, TestCertificate server, TestCertificate root, PublicKey clientKey)
      throws Exception {
    int port = freePort();
    int certifiedPort = freePort();
    writeRealm(home, clientKey);
    Path log = home.resolveSibling("keycloak.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "timeout",
            "--kill-after=20s",
            LONGEST_LIFE,
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--db=dev-mem",
            "--cache=local",
            "--hostname=http://127.0.0.1:" + port,
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--https-port=" + certifiedPort,
            "--https-certificate-file=" + server.certificateFile(folder),
            "--https-certificate-key-file=" + server.keyFile(folder),
            "--https-client-auth=request",
            "--truststore-paths=" + root.certificateFile(folder));
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xms64m -Xmx512m",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Keycloak started = new Keycloak(builder.start(), log, port, certifiedPort);
    try {
      started.awaitRealm();
    } catch (Exception | AssertionError e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static void writeRealm(Path home, PublicKey clientKey) throws IOException {
    try (var in = Keycloak.class.getClassLoader().getResourceAsStream(REALM)) {
      if (in == null) {
        throw new AssertionError(REALM + " is not there");
      }
      String realm =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("@PUBLIC_KEY@", Base64.getEncoder().encodeToString(clientKey.getEncoded()));
      Files.writeString(
          Files.createDirectories(home.resolve("data/import")).resolve("clinic-realm.json"), realm);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitRealm() throws Exception {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration")).build();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(question)) {
      if (!process.isAlive() || System.nanoTime() - until > 0) {
        throw new AssertionError("Keycloak did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private boolean answers(HttpRequest question) throws InterruptedException {
    try {
      return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // not yet
    }
  }

  /** As its tokens name it. */
  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/clinic";
  }

  /** Where clients come by TLS, with a certificate of their own. */
  URI certifiedTokenEndpoint() {
    return URI.create(
        "https://localhost:" + certifiedPort + "/realms/clinic/protocol/openid-connect/token");
  }

  /** What an administrator does on the page of a client. */
  void enable(String client, boolean enabled) throws Exception {
    String clients = "http://127.0.0.1:" + port + "/admin/realms/clinic/clients";
    String admin = adminToken();
    JsonNode found = first(send(asAdmin(admin, clients + "?clientId=" + client).GET()));
    String body = "{\"clientId\":\"%s\",\"enabled\":%b}".formatted(client, enabled);
    send(
        asAdmin(admin, clients + "/" + found.path("id").asString())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  /** Ends all sessions of a user, and with them what their refresh tokens are good for. */
  void logOut(String user) throws Exception {
    String users = "http://127.0.0.1:" + port + "/admin/realms/clinic/users";
    String admin = adminToken();
    JsonNode found = first(send(asAdmin(admin, users + "?username=" + user).GET()));
    send(
        asAdmin(admin, users + "/" + found.path("id").asString() + "/logout")
            .POST(BodyPublishers.noBody()));
  }

  private static JsonNode first(HttpResponse<String> list) {
    return JsonMapper.shared().readTree(list.body()).path(0);
  }

  private static HttpRequest.Builder asAdmin(String token, String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
  }

  private String adminToken() throws Exception {
    String form =
        form(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                ADMIN));
    URI token =
        URI.create("http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token");
    HttpResponse<String> reply =
        send(
            HttpRequest.newBuilder(token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return JsonMapper.shared().readTree(reply.body()).path("access_token").asString();
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> reply = http.send(request.build(), BodyHandlers.ofString());
    if (reply.statusCode() >= 300) {
      throw new AssertionError(reply.request() + ": " + reply.statusCode() + " " + reply.body());
    }
    return reply;
  }

  @Override
  public void close() throws InterruptedException {
    http.shutdownNow();
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
