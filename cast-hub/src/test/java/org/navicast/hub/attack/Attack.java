package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.navicast.hub.RawClient;

/**
 * One client that wants more than its share, on as many connections as it takes; whatever the hub
 * ends is begun again at once. Runs in a process of its own: its name and the hub's port are the
 * arguments.
 */
enum Attack {
  /** Requests whose head never ends. */
  HALF_SENT_REQUESTS(2_000) {
    @Override
    void once(int port) throws IOException {
      try (RawClient client = new RawClient(port)) {
        client.send("POST /api/hub HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        while (true) {
          pause(1_000);
          client.send("x");
        }
      }
    }
  },

  /** Bodies that stop short of their end. */
  UNFINISHED_BODIES(500) {
    @Override
    void once(int port) throws IOException {
      try (RawClient client = new RawClient(port)) {
        client.send(
            "POST /api/hub HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1048576\r\n\r\n");
        client.send(new byte[900_000]);
        client.readAll();
      }
    }
  },

  /** WebSocket messages that stop short of their end. */
  UNFINISHED_MESSAGES(297) {
    @Override
    void once(int port) throws IOException {
      try (RawClient client = bound(port, "ATTACK", "none")) {
        client.sendUnfinished(1_048_576, new byte[900_000]);
        client.readAll();
      }
    }
  },

  /** Requests that want to wait for five minutes, to a subscriber that never answers. */
  LONG_REQUESTS(256) {
    @Override
    void once(int port) throws IOException {
      try (RawClient silent = bound(port, "ATTACK", "status-request");
          RawClient client = new RawClient(port)) {
        String body =
            "{\"id\":\""
                + Thread.currentThread().threadId()
                + "\",\"subscriber.name\":\"X\",\"event\":{\"hub.topic\":\"ATTACK\","
                + "\"hub.event\":\"status-request\",\"context\":{\"timeoutSeconds\":300}}}";
        client.send(
            "POST /api/hub/request HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        while (true) {
          silent.readFrame();
        }
      }
    }
  },

  /** Publishers at full speed, each with a subscriber that reads it. */
  PUBLISHERS(3) {
    @Override
    void once(int port) throws IOException {
      String topic = "ATTACK-" + Thread.currentThread().threadId();
      byte[] event =
          ("{\"id\":\"1\",\"subscriber.name\":\"X\",\"event\":{\"hub.topic\":\"%s\","
                  + "\"hub.event\":\"navi-button\",\"context\":[{\"pad\":\"%s\"}]}}")
              .formatted(topic, "x".repeat(200))
              .getBytes(UTF_8);
      try (RawClient reader = bound(port, topic, "*");
          RawClient publisher = bound(port, topic, "none")) {
        Thread.startVirtualThread(() -> readOn(reader));
        while (true) {
          publisher.sendFrame(RawClient.TEXT, event);
        }
      }
    }
  },

  /** Text that is none. */
  NOT_UTF_8(32) {
    @Override
    void once(int port) throws IOException {
      try (RawClient client = bound(port, "ATTACK", "none")) {
        client.sendFrame(RawClient.TEXT, new byte[] {'{', (byte) 0xFF, '}'});
        client.readAll();
      }
    }
  };

  private final int connections;

  Attack(int connections) {
    this.connections = connections;
  }

  /** Until the hub ends it. */
  abstract void once(int port) throws IOException;

  static void main(String... arguments) {
    Attack attack = Attack.valueOf(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    for (int i = 0; i < attack.connections; i++) {
      Thread.startVirtualThread(() -> attack.forever(port));
    }
    while (true) {
      pause(1_000);
    }
  }

  private void forever(int port) {
    while (true) {
      try {
        once(port);
      } catch (IOException e) {
        pause(1); // and again
      }
    }
  }

  static void readOn(RawClient client) {
    try {
      while (true) {
        client.readFrame();
      }
    } catch (IOException e) {
      // The hub has ended it.
    }
  }

  static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  static RawClient bound(int port, String topic, String events) throws IOException {
    RawClient client =
        RawClient.bind(
            port,
            RawClient.subscribe(port, topic, events, "A-" + Thread.currentThread().threadId()));
    client.readHead();
    client.readFrame();
    return client;
  }
}
