package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.hub.file.FileLimits;
import org.navicast.hub.file.StoredFile;
import tools.jackson.databind.JsonNode;

/** Publishes with files, and what becomes of the files. */
class FilesTest {
  private static final String BOUNDARY = "==frontier==";
  private static final int MIB = 1 << 20;
  private static final int READS = 100;

  private volatile Instant now = Instant.now();
  @AutoClose private final HubFixture hub = fixture();

  private HubFixture fixture() {
    try {
      return new HubFixture(
          HubServerConfig.loopback(0)
              .withClock(() -> now)
              .withFiles(new FileLimits(12 * MIB, 16 * MIB, 4, Duration.ofMinutes(30))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileOfSeveralPiecesArrivesAsItWasSent() throws Exception {
    Peer peer = hub.subscriber("T1", "dicom-send", "A");
    byte[] file = bytes(9 * MIB);
    HttpResponse<String> reply = publish("dicom-send", files("a.dcm"), file);
    assertEquals(200, reply.statusCode(), reply.body());
    assertEquals("received", HubFixture.json(reply).path("status").asString());
    JsonNode entry = peer.next().path("event").path("context").path("files").path(0);
    assertEquals(file.length, entry.path("byteLength").asInt());
    assertEquals(3, entry.path("payloadIds").size());
    assertFalse(entry.path("expiresAt").asString().isEmpty());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> piece = fetch(entry.path("payloadIds").path(i).asString());
      assertEquals(200, piece.statusCode());
      assertEquals(entry.path("chunkByteLengths").path(i).asInt(), piece.body().length);
      assertEquals(
          "attachment; filename=\"a.dcm\"",
          piece.headers().firstValue("Content-Disposition").orElse(""));
      assertEquals("nosniff", piece.headers().firstValue("X-Content-Type-Options").orElse(""));
      all.writeBytes(piece.body());
    }
    assertArrayEquals(file, all.toByteArray());
  }

  /** Nothing that the disk has to tell is thrown at an event loop that is gone. */
  @Test
  void aHubThatStopsStillTellsWhoeverReads() throws Exception {
    Peer peer = hub.subscriber("T1", "dicom-send", "A");
    publish("dicom-send", files("a.dcm"), bytes(4 * MIB));
    String id = peer.next().at("/event/context/files/0/payloadIds/0").asString();
    AtomicInteger told = new AtomicInteger();
    hub.server()
        .loop()
        .submit(
            () -> {
              StoredFile file = Objects.requireNonNull(hub.server().hub().openFile(id));
              for (int i = 0; i < READS; i++) {
                file.read(0, 4 * MIB, _ -> told.incrementAndGet());
              }
            })
        .get();
    hub.server().close();
    assertEquals(READS, told.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nifti-send", "png-send", "scene-update", "ImagingStudy-open", "dicom"})
  void allOfTheFamilyMayHaveFiles(String event) throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    assertEquals(200, publish(event, files("a.bin"), bytes(10)).statusCode());
    assertEquals(event, peer.nextEvent());
  }

  @Test
  void aFileWithAnAddressNeedsNoPart() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    String two =
        "[{\"fileName\":\"a.dcm\",\"url\":\"https://pacs.example/a\"},{\"fileName\":\"b.dcm\"}]";
    assertEquals(200, publish("dicom-send", two, bytes(5)).statusCode());
    JsonNode files = peer.next().path("event").path("context").path("files");
    assertEquals("https://pacs.example/a", files.path(0).path("url").asString());
    assertTrue(files.path(0).path("payloadIds").isMissingNode());
    assertEquals(1, files.path(1).path("payloadIds").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "footswitch-pressed | [{'fileName':'a.dcm'}] | Files go with",
        "dicom-send | [] | needs a list",
        "dicom-send | {} | needs a list",
        "dicom-send | [1] | must be an object",
        "dicom-send | [{'fileName':'a.dcm'},{'fileName':'b.dcm'}] | Want 2 parts",
        "dicom-send | [{'fileName':'a.dcm','byteLength':4}] | byteLength",
        "dicom-send | [{'fileName':'../a.dcm'}] | invalid_file_name",
        "dicom-send | [{'fileName':''}] | missing",
      })
  void whatDoesNotFitIsRefusedAndNothingIsKept(String event, String files, String why)
      throws Exception {
    HttpResponse<String> reply = publish(event, files.replace('\'', '"'), bytes(10));
    assertEquals(400, reply.statusCode(), reply.body());
    assertTrue(reply.body().contains(why), reply.body());
    assertEquals(0, hub.stats().path("payload_bytes").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no parts at all",
        "--==frontier==",
        "--==frontier==\r\n\r\n",
        "--==frontier==\r\nContent-Type: text/plain\r\n\r\n{}\r\n--==frontier==--",
        "--==frontier==\r\nContent-Type: application/json\r\n\r\n{]\r\n--==frontier==--",
        "--==frontier==\r\nContent-Type: application/json\r\n\r\n[]\r\n--==frontier==--",
        "--==frontier==\r\nContent-Type: application/json\r\n\r\n{\"event\":{}}\r\n--==front",
      })
  void brokenBodiesAreRefused(String body) throws Exception {
    assertEquals(400, send(BOUNDARY, body.getBytes(StandardCharsets.US_ASCII)).statusCode());
    assertEquals(0, hub.stats().path("payload_bytes").asInt());
  }

  @Test
  void withoutABoundaryThereAreNoParts() throws Exception {
    String answer =
        RawClient.ask(
            hub.port(), "POST /api/hub", "x", "Host: localhost", "Content-Type: multipart/related");
    assertEquals(400, RawClient.status(answer));
  }

  @Test
  void whatIsTooLongOrTooMuchIsRefusedAndTheHubGoesOn() throws Exception {
    assertEquals(413, publish("dicom-send", files("a.dcm"), bytes(12 * MIB)).statusCode());
    assertEquals(200, publish("dicom-send", files("a.dcm"), bytes(10 * MIB)).statusCode());
    assertEquals(507, publish("dicom-send", files("a.dcm"), bytes(10 * MIB)).statusCode());
    assertEquals(200, publish("dicom-send", files("a.dcm"), bytes(MIB)).statusCode());
    now = now.plus(Duration.ofMinutes(31));
    hub.server().loop().submit(hub.server().hub()::expire).get();
    assertEquals(0, hub.stats().path("payload_bytes").asLong());
    assertEquals(200, publish("dicom-send", files("a.dcm"), bytes(10 * MIB)).statusCode());
  }

  @Test
  void afterItsTimeAFileIsGone() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    publish("dicom-send", files("a.dcm"), bytes(10));
    String id = idOf(peer.next());
    assertEquals(200, fetch(id).statusCode());
    now = now.plus(Duration.ofMinutes(31));
    assertEquals(404, fetch(id).statusCode());
    assertEquals(404, fetch("x").statusCode());
  }

  @Test
  void whoGivesUpLeavesNothing() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      String head =
          "POST /api/hub HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/related;"
              + " boundary=b\r\nContent-Length: 1000000\r\n\r\n--b\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes(500_000));
      while (hub.stats().path("payload_bytes").asInt() < 500_000) {
        Thread.onSpinWait();
      }
    }
    while (hub.stats().path("payload_bytes").asInt() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aForeignPageGetsNothingOntoTheDisk() throws Exception {
    String answer =
        RawClient.ask(
            hub.port(),
            "POST /api/hub",
            "--b--",
            "Host: localhost",
            "Origin: https://evil.example",
            "Content-Type: multipart/related; boundary=b");
    assertEquals(403, RawClient.status(answer));
    assertFalse(answer.contains("access-control"), answer);
  }

  @Test
  void noJsonCarriesBytesOrIdsOfFiles() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    String event = "{\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\"dicom-send\",\"context\":%s}}";
    assertEquals(
        400, hub.publish(event.formatted("{\"files\":[{\"data\":\"AAAA\"}]}")).statusCode());
    assertEquals(
        200,
        hub.publish(
                event.formatted(
                    "{\"files\":[{\"url\":\"https://x/a\",\"data\":\"\",\"payloadIds\":[\"x\"]}],"
                        + "\"resource\":{\"data\":\"AAAA\",\"id\":\"1\"}}"))
            .statusCode());
    JsonNode context = peer.next().path("event").path("context");
    assertEquals("{\"url\":\"https://x/a\"}", context.path("files").path(0).toString());
    assertEquals("{\"id\":\"1\"}", context.path("resource").toString());
  }

  @Test
  void aResetForgetsTheFilesToo() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    publish("dicom-send", files("a.dcm"), bytes(10));
    String id = idOf(peer.next());
    assertEquals(200, hub.post("/api/admin/reset", HubFixture.JSON, "{}").statusCode());
    assertEquals(404, fetch(id).statusCode());
  }

  private static String idOf(JsonNode message) {
    return message
        .path("event")
        .path("context")
        .path("files")
        .path(0)
        .path("payloadIds")
        .path(0)
        .asString();
  }

  private static String files(String name) {
    return "[{\"fileName\":\"" + name + "\",\"mimeType\":\"application/dicom\"}]";
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private HttpResponse<String> publish(String event, String files, byte[] file) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String json =
        "{\"id\":\"1\",\"subscriber.name\":\"X\",\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\""
            + event
            + "\",\"context\":{\"files\":"
            + files
            + "}}}";
    body.writeBytes(part("application/dicom+json", json.getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(part("application/dicom", file));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return send(BOUNDARY, body.toByteArray());
  }

  private static byte[] part(String type, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Type: " + type + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return part.toByteArray();
  }

  private HttpResponse<String> send(String boundary, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(hub.uri("/api/hub/"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "multipart/related; boundary=\"" + boundary + "\"")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return hub.http().send(request, BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> fetch(String id) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(hub.uri("/api/hub/payloads/" + id))
            .timeout(Duration.ofSeconds(20))
            .build();
    return hub.http().send(request, BodyHandlers.ofByteArray());
  }
}
