package org.navicast.conformance;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on loopback that does nothing by itself: a script takes the requests from it and answers
 * them. Written without an HTTP library, so that it can be as wrong as a case wants it, and shares
 * no misreading of a protocol with the client.
 */
final class Stage implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] TAKEN =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n"
              + "{\"status\":\"received\"}")
          .getBytes(StandardCharsets.US_ASCII);

  private final BlockingQueue<Exchange> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exchange> upgrades = new LinkedBlockingQueue<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket listener;

  /**
   * @param port 0 for a free one
   */
  Stage(int port) throws IOException {
    listener = listen(port);
    this.port = listener.getLocalPort();
    accepting(listener);
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return listener;
  }

  /** As a client reaches it. */
  String authority() {
    return "127.0.0.1:" + port;
  }

  private void accepting(ServerSocket from) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket socket = from.accept();
                  connections.add(socket);
                  Thread.ofVirtual().start(() -> serve(socket));
                }
              } catch (IOException e) {
                // Closed: the hub is down.
              }
            });
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = socket.getOutputStream();
      for (HttpRequest request = HttpRequest.read(in);
          request != null;
          request = HttpRequest.read(in)) {
        if (!request.header("host").equals(authority())) {
          violations.add("a request with the header Host: " + request.header("host"));
        }
        if (asksWhetherItIsHeard(request)) {
          out.write(TAKEN);
          out.flush();
          continue;
        }
        Exchange exchange = new Exchange(request, socket, out);
        (request.isUpgrade() ? upgrades : requests).add(exchange);
        switch (exchange.then()) {
          case Exchange.Then.Next _ -> {}
          case Exchange.Then.End _ -> {
            return;
          }
          case Exchange.Then.Upgraded upgraded -> {
            upgraded.peer().listen(in);
            return;
          }
        }
      }
    } catch (ProtocolException e) {
      violations.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // The client or the script cut it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  /**
   * An event of nobody's name to itself, which a hub hands back: so a client may find out, at any
   * time, whether it is still subscribed. No case is about that, so it is taken and not handed
   * back.
   */
  private static boolean asksWhetherItIsHeard(HttpRequest request) {
    if (!request.header("content-type").startsWith("application/json")) {
      return false;
    }
    try {
      JsonNode message = JSON.readTree(request.body());
      return message.has("target.subscriber.name") && !message.has("subscriber.name");
    } catch (JacksonException e) {
      return false;
    }
  }

  /** The next request, or null where none comes in that time. */
  @Nullable Exchange nextRequest(long millis) throws InterruptedException {
    return requests.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** The next WebSocket that a client wants to open, or null. */
  @Nullable Exchange nextUpgrade(long millis) throws InterruptedException {
    return upgrades.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** What no client may ever do, in the order in which it did it. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** The hub is gone, as by a power cut; what it was asked is forgotten. */
  void down() throws IOException {
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
    requests.clear();
    upgrades.clear();
  }

  /** The hub is there again, at the same place. */
  void up() throws IOException {
    listener = listen(port);
    accepting(listener);
  }

  @Override
  public void close() throws IOException {
    down();
  }
}
