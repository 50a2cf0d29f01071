package org.navicast.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A scene with files of any size: published and fetched without being anywhere as a whole. */
public final class Scene {
  private static final String BOUNDARY = "==scene==";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final long[] lengths;

  /**
   * @param lengths of its files, in bytes
   */
  public Scene(long... lengths) {
    this.lengths = lengths.clone();
  }

  /** Publishes it at the hub on that port. */
  public void publish(int port, String topic) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            request(port, "/api/hub")
                .header("Content-Type", "multipart/related; boundary=\"" + BOUNDARY + '"')
                .POST(BodyPublishers.ofInputStream(() -> body(topic)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  private InputStream body(String topic) {
    List<String> files = new ArrayList<>();
    List<InputStream> parts = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      files.add("{\"fileName\":\"scene-" + i + ".nii\",\"byteLength\":" + lengths[i] + "}");
      parts.add(text("\r\n--" + BOUNDARY + "\r\nContent-Type: application/x-nifti\r\n\r\n"));
      parts.add(new Noise(i, lengths[i]));
    }
    parts.addFirst(
        text(
            ("--%s\r\nContent-Type: application/json\r\n\r\n{\"id\":\"1\",\"subscriber.name\":\"X\","
                    + "\"event\":{\"hub.topic\":\"%s\",\"hub.event\":\"scene-update\","
                    + "\"context\":{\"files\":%s}}}")
                .formatted(BOUNDARY, topic, files)));
    parts.add(text("\r\n--" + BOUNDARY + "--\r\n"));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** What its files are, to be compared. */
  public List<String> sums() throws IOException {
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      MessageDigest digest = digest();
      new Noise(i, lengths[i]).transferTo(into(digest));
      sums.add(HexFormat.of().formatHex(digest.digest()));
    }
    return sums;
  }

  /** What a viewer gets of them that heard the event. */
  public static List<String> fetch(int port, String event)
      throws IOException, InterruptedException {
    List<String> sums = new ArrayList<>();
    for (JsonNode file : JsonMapper.shared().readTree(event).at("/event/context/files")) {
      MessageDigest digest = digest();
      for (JsonNode id : file.path("payloadIds")) {
        fetch(port, id.asString(), digest);
      }
      sums.add(HexFormat.of().formatHex(digest.digest()));
    }
    return sums;
  }

  private static void fetch(int port, String id, MessageDigest digest)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        HTTP.send(request(port, "/api/hub/payloads/" + id).build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + " " + new String(body.readAllBytes(), UTF_8));
      }
      body.transferTo(into(digest));
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private static OutputStream into(MessageDigest digest) {
    return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As many bytes as one likes, the same for each seed. */
  private static final class Noise extends InputStream {
    private final SplittableRandom random;
    private long left;

    Noise(long seed, long length) {
      this.random = new SplittableRandom(seed);
      this.left = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      byte[] some = new byte[(int) Math.min(length, left)];
      random.nextBytes(some);
      System.arraycopy(some, 0, into, offset, some.length);
      left -= some.length;
      return some.length;
    }
  }
}
