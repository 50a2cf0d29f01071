package org.navicast.hub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client without manners: bytes on a TCP connection, for what no client library would send. Reads
 * give up after five seconds.
 */
public final class RawClient implements AutoCloseable {
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;

  private static final int PING = 9;
  private static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final Socket socket;
  private final DataInputStream in;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 << 10));
  }

  /** A whole request on a connection of its own, and the whole answer to it. */
  public static String ask(int port, String request, String body, String... headers)
      throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(
          request
              + " HTTP/1.1\r\nConnection: close\r\nContent-Length: "
              + body.getBytes(StandardCharsets.UTF_8).length
              + "\r\n"
              + String.join("", Arrays.stream(headers).map(line -> line + "\r\n").toList())
              + "\r\n"
              + body);
      return client.readAll();
    }
  }

  /** Subscribes on a connection of its own. */
  public static String subscribe(int port, String topic, String events, String name)
      throws IOException {
    String answer =
        ask(
            port,
            "POST /api/hub",
            HubFixture.form(
                "hub.mode",
                "subscribe",
                "hub.channel.type",
                "websocket",
                "hub.topic",
                topic,
                "hub.events",
                events,
                "subscriber.name",
                name),
            "Host: localhost",
            "Content-Type: " + HubFixture.FORM);
    int start = answer.indexOf("ws://");
    if (start < 0) {
      throw new IOException("not subscribed: " + answer);
    }
    return answer.substring(start, answer.indexOf('"', start));
  }

  /** The status of such an answer. */
  public static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** Connects to that endpoint; what comes first is the hub's greeting. */
  public static RawClient bind(int port, String endpoint, String... headers) throws IOException {
    RawClient client = new RawClient(port);
    client.send(
        "GET "
            + endpoint.substring(endpoint.indexOf("/bind/"))
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
            + String.join("", Arrays.stream(headers).map(line -> line + "\r\n").toList())
            + "\r\n");
    return client;
  }

  /** The head of an answer, without its blank line. */
  public String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (true) {
      head.write(in.readByte());
      String text = head.toString(StandardCharsets.US_ASCII);
      if (text.endsWith("\r\n\r\n")) {
        return text.strip();
      }
    }
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** One whole frame, its mask zero. */
  public void sendFrame(int opcode, byte[] payload) throws IOException {
    send(frame(FINAL | opcode, payload.length, payload));
  }

  /** A frame that says it is longer than what comes of it. */
  public void sendUnfinished(int length, byte[] begin) throws IOException {
    send(frame(FINAL | TEXT, length, begin));
  }

  private static byte[] frame(int first, int length, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (length < 126) {
      frame.write(MASKED | length);
    } else if (length < 65_536) {
      frame.write(MASKED | 126);
      frame.write(length >>> 8);
      frame.write(length);
    } else {
      frame.write(MASKED | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) length >>> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** The payload of the next frame; pings are answered. */
  public byte[] readFrame() throws IOException {
    while (true) {
      int opcode = in.readByte() & 0x0F;
      int length = in.readByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      byte[] payload = new byte[length];
      in.readFully(payload);
      if (opcode != PING) {
        return payload;
      }
      sendFrame(PONG, payload);
    }
  }

  /** The status of the next frame, which is a close. */
  public int readClose() throws IOException {
    byte[] payload = readFrame();
    return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
  }

  /** So many bytes of what comes next. */
  public byte[] readBytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }

  /** Everything until the hub closes. */
  public String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
