package org.navicast.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A request that waits for its answer. */
final class Exchange {
  private static final String WEBSOCKET_KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** How its connection goes on. */
  sealed interface Then {
    /** With the next request. */
    record Next() implements Then {}

    /** Not at all. */
    record End() implements Then {}

    /** As a WebSocket. */
    record Upgraded(Peer peer) implements Then {}
  }

  private final HttpRequest request;
  private final Socket socket;
  private final OutputStream out;
  private final BlockingQueue<Then> then = new LinkedBlockingQueue<>();

  Exchange(HttpRequest request, Socket socket, OutputStream out) {
    this.request = request;
    this.socket = socket;
    this.out = out;
  }

  HttpRequest request() {
    return request;
  }

  /** Writes the answer, piece by piece, as slowly as the pieces are many. */
  void answer(byte[] response, int pieceBytes, boolean keepAlive)
      throws IOException, InterruptedException {
    for (int at = 0; at < response.length; at += pieceBytes) {
      out.write(response, at, Math.min(pieceBytes, response.length - at));
      out.flush();
      if (pieceBytes < response.length) {
        Thread.sleep(1);
      }
    }
    then.add(keepAlive ? new Then.Next() : new Then.End());
  }

  /** Ends the connection instead of an answer. */
  void drop(boolean reset) throws IOException {
    socket.setSoLinger(reset, 0);
    then.add(new Then.End());
    socket.close();
  }

  /**
   * Shakes hands.
   *
   * @param rightly false for a wrong proof of having read the client's key
   * @param first what goes out with it in one write
   */
  Peer upgrade(boolean rightly, byte[] first) throws IOException {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(rightly ? request.header("sec-websocket-key") : "")
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    hello.writeBytes(first);
    out.write(hello.toByteArray());
    out.flush();
    Peer peer = new Peer(socket, out);
    then.add(new Then.Upgraded(peer));
    return peer;
  }

  /** RFC 6455, 4.2.2. */
  private static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + WEBSOCKET_KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-1", e);
    }
  }

  Then then() throws InterruptedException {
    return then.take();
  }
}
