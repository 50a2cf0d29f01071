package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes over HTTP, as multipart, as JSON or on a WebSocket: it is answered or refused,
 * never by a fault of the hub's own, and the next client is served. The first byte says which it
 * is.
 */
final class HubFuzzTest {
  private static final int MAX_BYTES = 4_096;
  private static final int PATIENCE_MILLIS = 200;
  private static final int LOOK_EVERY = 64;
  private static final String JSON =
      "{\"subscriber.name\":\"X\",\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\"dicom-send\","
          + "\"context\":{\"files\":[{\"fileName\":\"a.dcm\"}]}}}";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String OPEN =
      "{\"id\":\"1\",\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\"Patient-open\",\"context\":"
          + "[{\"key\":\"patient\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}]}}";

  private static final HubServer HUB = hub();
  private static int count;

  private static HubServer hub() {
    try {
      return HubServer.start(HubServerConfig.loopback(0).withCurrentContext());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "0GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "0POST /api/hub HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "1\r\n"
                + "{\r\n"
                + "0\r\n\r\n",
            "0GET /api/hub/payloads/x HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n",
            "1--b\r\nContent-Type: application/json\r\n\r\n"
                + JSON
                + "\r\n--b\r\nContent-Type: application/dicom\r\n\r\nxyz\r\n--b--\r\n",
            "1--b\r\n\r\n",
            "2" + JSON,
            "2{\"hub.mode\":\"subscribe\",\"hub.channel.type\":\"websocket\",\"hub.topic\":\"T1\"}",
            "3\u0081\u0082\u0000\u0000\u0000\u0000{}",
            "3\u0001\u0080\u0000\u0000\u0000\u0000\u0089\u0080\u0000\u0000\u0000\u0000",
            "4hub.mode=subscribe&hub.channel.type=websocket&hub.topic=T1"
                + "&hub.events=Patient-open,SyncError&hub.lease_seconds=7&subscriber.name=A",
            "4hub.mode=unsubscribe&hub.channel.endpoint=/bind/x",
            "5" + OPEN,
            "5" + OPEN.replace("open", "close"),
            "6\u0081\u0099\u0000\u0000\u0000\u0000{\"id\":\"1\",\"status\":\"409\"}",
            "6\u0081\u0082\u0000\u0000\u0000\u0000{}",
            "7T1",
            "7.well-known/fhircast-configuration",
            "7%zz?%")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void theHubAnswersAndGoesOn(byte[] data) throws IOException {
    if (data.length < 2 || data.length > MAX_BYTES) {
      return;
    }
    BugDetectors.allowNetworkConnections((_, port) -> port == HUB.port());
    byte[] rest = Arrays.copyOfRange(data, 1, data.length);
    assertFalse(answer(data[0] & 7, rest).contains("Internal Server Error"));
    if (++count % LOOK_EVERY == 0) {
      assertTrue(isAlive(), "the hub does not answer any more");
    }
  }

  private static String answer(int way, byte[] rest) throws IOException {
    try {
      return switch (way) {
        case 0 -> exchange("", rest);
        case 1 -> exchange(post("multipart/related; boundary=b", rest.length), rest);
        case 2 -> exchange(post("application/json", rest.length), rest);
        case 3 -> exchange(bound(RawClient.subscribe(HUB.port(), "T1", "*", "A")), rest);
        case 4 -> exchange(post("/fhircast", FORM, rest.length), rest);
        case 5 -> exchange(post("/fhircast", "application/fhir+json", rest.length), rest);
        case 6 -> exchange(bound(RawClient.subscribe(HUB.port(), "T1", "Patient-open", "A")), rest);
        default -> exchange("GET /fhircast/", withHead(rest));
      };
    } catch (SocketTimeoutException | SocketException e) {
      return ""; // it waits for more, or has had enough, or the machine is busy
    }
  }

  private static boolean isAlive() throws IOException {
    for (int i = 0; i < 6; i++) {
      try {
        String answer = RawClient.ask(HUB.port(), "GET /health", "", "Host: localhost");
        return RawClient.status(answer) == 200;
      } catch (SocketTimeoutException e) {
        // Five seconds are not enough on a machine that does much else.
      }
    }
    return false;
  }

  /** What is left of a request whose address is that. */
  private static byte[] withHead(byte[] address) {
    byte[] head = " HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(address, address.length + head.length);
    System.arraycopy(head, 0, both, address.length, head.length);
    return both;
  }

  private static String post(String type, int length) {
    return post("/api/hub", type, length);
  }

  private static String post(String path, String type, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String bound(String endpoint) {
    return "GET "
        + endpoint.substring(endpoint.indexOf("/bind/"))
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n";
  }

  private static String exchange(String head, byte[] rest) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), HUB.port())) {
      socket.setSoLinger(true, 0); // or the machine runs out of ports
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(rest);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
