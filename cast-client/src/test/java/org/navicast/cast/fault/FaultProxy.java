package org.navicast.cast.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on this machine that does to connections what networks do: cuts them, lets them
 * stall, swallows what is sent, carries it slowly. Plain threads and blocking sockets, so that
 * nothing of it is shared with what it tests.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

  /** Which way, seen from the client. */
  public enum Direction {
    UP,
    DOWN
  }

  /** How a connection ends. */
  public enum Cut {
    /** Both ends are told that nothing more comes. */
    FIN,
    /** Both ends get a reset. */
    RST
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Lane up;
  private final Lane down;
  private volatile boolean swallowing;
  private volatile boolean refusing;

  private FaultProxy(ServerSocket listener, int serverPort, LineSpeed speed) {
    this.listener = listener;
    this.serverPort = serverPort;
    this.up = new Lane(new Pacing(speed.upKbit(), speed.latencyMillis()));
    this.down = new Lane(new Pacing(speed.downKbit(), speed.latencyMillis()));
  }

  /** To a server on this machine, which need not be there yet. */
  public static FaultProxy to(int serverPort, LineSpeed speed) {
    try {
      FaultProxy proxy =
          new FaultProxy(
              new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), serverPort, speed);
      Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections clients have made so far. */
  public int accepted() {
    return accepted.get();
  }

  /** From now on nothing gets through, and nothing is lost: {@link #carry} lets it go on. */
  public void stall() {
    up.stall(true);
    down.stall(true);
  }

  /**
   * From now on everything that is sent is lost without a word to anybody. The connections that
   * there are, and those that are made until {@link #carry}, never carry anything again.
   */
  public void swallow() {
    swallowing = true;
    connections.forEach(ProxiedConnection::swallow);
  }

  /** While true, connections that are made are reset at once. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** From now on a byte is under way for so much longer than the line needs. */
  public void delay(int millis) {
    up.delay(millis);
    down.delay(millis);
  }

  /** The network is well again. */
  public void carry() {
    swallowing = false;
    up.stall(false);
    down.stall(false);
  }

  /** Ends all connections; new ones can be made. */
  public void cut(Cut how) {
    connections.forEach(connection -> connection.cut(how));
  }

  /**
   * Lets so many bytes more through, on whichever connections, and resets the one that brings the
   * next, wherever in a message that is.
   */
  public void resetAfter(Direction direction, long bytes) {
    (direction == Direction.UP ? up : down).resetAfter(bytes);
  }

  /** True while a reset that was asked for has not happened. */
  public boolean resetPending() {
    return up.resetPending() || down.resetPending();
  }

  /** What there is now, for a test that fails. */
  @Override
  public String toString() {
    return accepted + " connections so far, now " + connections + ", swallowing " + swallowing;
  }

  /** Resets everything and stops listening. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    carry();
    cut(Cut.RST);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().name("fault-proxy-connection").start(() -> connect(client));
      } catch (IOException e) {
        // Closed, or a client that was gone before it was taken.
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    ProxiedConnection connection = new ProxiedConnection(client, server, up, down);
    connections.add(connection);
    try {
      if (refusing) {
        connection.cut(Cut.RST);
        return;
      }
      if (swallowing) {
        connection.swallow();
      } else {
        server.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort),
            CONNECT_TIMEOUT_MILLIS);
      }
      connection.run();
    } catch (IOException e) {
      connection.cut(Cut.RST); // nothing listens there
    } finally {
      connections.remove(connection);
    }
    if (listener.isClosed()) {
      connection.cut(Cut.RST); // was made while the proxy was closed
    }
  }
}
