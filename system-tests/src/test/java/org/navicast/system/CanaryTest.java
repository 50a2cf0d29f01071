package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.gateway.LinkedGateway;
import org.navicast.app.hub.HubUrl;
import org.navicast.cast.auth.ProviderServer;
import org.navicast.cast.auth.ScriptedProvider;
import org.navicast.cast.auth.ScriptedProvider.Answer;
import org.navicast.gateway.runtime.Drivers;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.door.TokenRules;

/**
 * Secrets and a patient pass through gateway and hub, in good times and bad, and none of it shows:
 * in no log line of any library at any level, no status, no message to a person, no exception.
 */
class CanaryTest {
  private static final String AUDIENCE = "https://hub.clinic.example";
  private static final String CLIENT_SECRET = "CANARY-client-secret";
  private static final List<String> CANARIES =
      List.of(
          CLIENT_SECRET,
          "CANARY-refresh-1",
          "CANARY-refresh-2",
          "CANARY-device-code",
          "CANARY-answer",
          "CANARY^PATIENT",
          "CANARY-MRN",
          "1.2.840.99999.1");
  private static final String STUDY =
      """
      [{"key":"study","resource":{"resourceType":"ImagingStudy","id":"1.2.840.99999.1"}},
       {"key":"patient","resource":{"resourceType":"Patient","id":"CANARY-MRN",
        "name":[{"family":"CANARY^PATIENT"}]}}]""";

  @TempDir private Path folder;
  private final LogRecord log = LogRecord.from(Level.TRACE);
  private final List<String> said = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ProviderServer server;
  private ScriptedProvider provider;
  private HubServer hub;
  private int seen;

  @BeforeEach
  void start() throws Exception {
    server = new ProviderServer();
    provider = server.provider();
    provider.secret = CLIENT_SECRET;
    provider.claims.put("aud", AUDIENCE);
    provider.claims.put("topic", "OR-3");
    provider.device.put("device_code", "CANARY-device-code");
    provider.device.put("interval", 1);
    hub =
        HubServer.start(
            HubServerConfig.loopback(0)
                .withTokenRules(new TokenRules(URI.create(server.issuer()), AUDIENCE)));
  }

  @AfterEach
  void stop() {
    hub.close();
    server.close();
    http.shutdownNow();
    log.close();
  }

  @Test
  void noSecretAndNoPatientShows() throws Exception {
    badTimesOfTheLogin();
    aDayAtWork();
    aPersonLetsItIn();
    badFiles();

    // What follows the header, which is the same for all.
    List<String> bodiesOfTokens =
        provider.tokens.stream().map(token -> token.substring(token.indexOf('.') + 1)).toList();
    assertThat(bodiesOfTokens).hasSizeGreaterThan(5);
    log.entries().forEach(entry -> said.add(entry.text()));
    assertThat(said).hasSizeGreaterThan(20);
    for (String line : said) {
      assertThat(line).doesNotContain(CANARIES).doesNotContain(bodiesOfTokens);
    }
  }

  private void badTimesOfTheLogin() throws Exception {
    provider.refusal =
        new Answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"CANARY-answer\"}");
    tries("(invalid_client)");
    provider.refusal = new Answer(500, "<html>CANARY-answer</html>");
    tries("(500)");
    provider.refusal = new Answer(200, "{\"access_token\":\"CANARY-answer\"");
    tries("cannot be understood");
    provider.refusal = null;
    provider.claims.put("aud", "https://other.clinic.example");
    tries("our token for the subscription (401)");
    provider.claims.put("aud", AUDIENCE);
    provider.claims.put("topic", "OR-4");
    tries("does not allow the subscription (403)");
    provider.claims.put("topic", "OR-3");
  }

  private void tries(String outcome) throws Exception {
    try (LinkedGateway _ = gateway("client-credentials", secretFile())) {
      awaitLog(outcome);
    }
  }

  private void aDayAtWork() throws Exception {
    provider.lifeSeconds = 2;
    try (LinkedGateway _ = gateway("client-credentials", secretFile())) {
      awaitLog(": online");
      post("/api/hub", "imagingstudy-open", STUDY);
      post("/api/hub", "imagingstudy-close", STUDY);
      post("/api/hub", "imagingstudy-open", "{\"CANARY^PATIENT\":7}");
      HttpResponse<String> status = post("/api/hub/request", "status-request", "{}");
      assertThat(status.body()).contains("availability");
      said.add(status.body());
      awaitLog("another token is in use");
      provider.refusal = Answer.error(400, "invalid_scope");
      awaitLog("the token could not be renewed");
      provider.refusal = null;
    }
  }

  private void aPersonLetsItIn() throws Exception {
    provider.refusal = Answer.error(400, "authorization_pending");
    provider.beside.put("refresh_token", "CANARY-refresh-1");
    Path login = folder.resolve("or-3.login");
    try (LinkedGateway _ = gateway("device-code", secretFile() + "\n  login-file: " + login)) {
      awaitLog("enter the code WDJB-MJHT");
      provider.refusal = null;
      awaitLog(": online");
      provider.beside.put("refresh_token", "CANARY-refresh-2");
      awaitLog("another token is in use");
    }
    assertThat(Files.readString(login)).endsWith("CANARY-refresh-2\n");
    mode(login, "rw-r--r--");
    refused("device-code", secretFile() + "\n  login-file: " + login);
  }

  private void badFiles() throws Exception {
    refused("client-credentials", "client-secret: " + CLIENT_SECRET);
    refused("client-credentials", "secret-env: " + CLIENT_SECRET.replace('-', '_'));
    Path open = mode(Files.writeString(folder.resolve("open"), CLIENT_SECRET), "rw-r--r--");
    refused("client-credentials", "secret-file: " + open);
    refused("client-credentials", secretFile().replace("secret-file", "key-file"));
  }

  private void refused(String auth, String more) {
    Throwable refusal = catchThrowable(() -> gateway(auth, more).close());
    assertThat(refusal).isNotNull();
    StringWriter trace = new StringWriter();
    refusal.printStackTrace(new PrintWriter(trace));
    said.add(trace.toString());
  }

  private LinkedGateway gateway(String auth, String more) throws Exception {
    seen = log.entries().size();
    Path file = folder.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        gateway: or-3
        hub:
          url: %s
          topic: OR-3
          auth: %s
          issuer: %s
          client-id: or-3
          %s
        devices:
          - name: pedals
            driver: footswitch-serial
            port: %s
            pedals: [ { control: left, pressed: L1, released: L0 } ]
        """
            .formatted(HubUrl.of(hub), auth, server.issuer(), more, folder.resolve("no-port")));
    var config = new ConfigReader(Drivers.load()).read(file);
    said.add(config.toString());
    return LinkedGateway.start(config, _ -> {});
  }

  private String secretFile() throws Exception {
    return "secret-file: "
        + mode(Files.writeString(folder.resolve("secret"), CLIENT_SECRET + "\n"), "rw-------");
  }

  private static Path mode(Path file, String mode) throws Exception {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  /** Waits for a line that was logged since the last gateway was started. */
  private void awaitLog(String part) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (lines().noneMatch(line -> line.contains(part))) {
      assertThat(System.nanoTime())
          .as(() -> "no line has " + part + ":\n" + String.join("\n", lines().toList()))
          .isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Stream<String> lines() {
    return log.entries().stream()
        .skip(seen)
        .filter(entry -> entry.logger().startsWith("org.navicast"))
        .map(LogRecord.Entry::text);
  }

  private HttpResponse<String> post(String path, String event, String context) throws Exception {
    String body =
        """
        {"timestamp":"2026-01-01T00:00:00Z","id":"1","subscriber.name":"VIEWER",
         "event":{"hub.topic":"OR-3","hub.event":"%s","context":%s}}
        """
            .formatted(event, context);
    return http.send(
        HttpRequest.newBuilder(URI.create(HubUrl.of(hub)).resolve(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + provider.sign(Instant.now(), 60))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
