package org.navicast.driver.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An OpenIGTLink server on loopback that shows a stylus and a needle guide to one client after the
 * other, as {@link TrackerScript} moves them.
 *
 * <p>Behaves as PLUS does: speaks header version 1 until the client's first message is of version
 * 2, and to a version-1 client, which could not be told that a tool is lost, does not send that
 * tool.
 */
public final class TrackerServer implements SimulatedDevice {

  /** How the tools are told. */
  public enum Form {
    /** A TRANSFORM for each tool. */
    TRANSFORM,
    /** One TDATA for all. */
    TDATA
  }

  /** What the protocol has for a name. */
  private static final int NAME_BYTES = 20;

  /** Largest rate that {@link #start} takes. */
  public static final int MAX_FRAMES_PER_SECOND = 10_000;

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long JOIN_MILLIS = 1_000;

  private final ServerSocket server;
  private final Form form;
  private final int framesPerSecond;
  private final Thread thread;

  private boolean closed;
  private @Nullable Socket client;

  private TrackerServer(ServerSocket server, Form form, int framesPerSecond) {
    this.server = server;
    this.form = form;
    this.framesPerSecond = framesPerSecond;
    this.thread = Thread.ofPlatform().name("simulated-tracker").daemon().unstarted(this::run);
  }

  /**
   * Listens, and plays to whoever connects.
   *
   * @param port on loopback; 0 for any that is free
   * @param framesPerSecond 1 to {@link #MAX_FRAMES_PER_SECOND}
   * @throws IOException when the port is taken
   */
  public static TrackerServer start(int port, Form form, int framesPerSecond) throws IOException {
    if (framesPerSecond < 1 || framesPerSecond > MAX_FRAMES_PER_SECOND) {
      throw new IllegalArgumentException(
          "a rate from 1 to " + MAX_FRAMES_PER_SECOND + " is needed");
    }
    var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    var server = new TrackerServer(socket, form, framesPerSecond);
    server.thread.start();
    return server;
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public String description() {
    return "tracker with a stylus and a needle guide";
  }

  /** With the whole names of the tools whose names fill the protocol's bytes and may be cut. */
  @Override
  public Map<String, Object> settings() {
    return Map.of(
        "driver",
        "tracker-igtlink",
        "host",
        server.getInetAddress().getHostAddress(),
        "port",
        (long) port(),
        "names",
        TrackerScript.at(0).stream()
            .map(TrackerTool::name)
            .filter(name -> name.length() >= NAME_BYTES)
            .toList());
  }

  /** Drops the client, frees the port and waits until the thread has ended. */
  @Override
  public void close() {
    Socket last;
    synchronized (this) {
      closed = true;
      last = client;
    }
    closeQuietly(server);
    if (last != null) {
      closeQuietly(last);
    }
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (Socket next = server.accept()) {
        if (admit(next)) {
          play(next);
        }
      } catch (IOException e) {
        // The client went, or close() ended the wait: the loop's condition knows which.
      }
    }
  }

  private void play(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    int version = 1;
    boolean heard = false;
    long startNanos = System.nanoTime();
    for (long frame = 0; !isClosed(); frame++) {
      if (!heard && in.available() >= 2) {
        heard = true;
        version = in.read() << 8 | in.read();
      }
      in.skipNBytes(in.available());
      out.write(frame(version, frame));
      pauseUntil(startNanos + (frame + 1) * SECOND_NANOS / framesPerSecond);
    }
  }

  private byte[] frame(int version, long frame) {
    Instant now = Instant.now();
    List<TrackerTool> tools = TrackerScript.at((double) frame / framesPerSecond);
    if (version == 1) {
      tools = tools.stream().filter(TrackerTool::seen).toList();
    }
    return switch (form) {
      case TDATA -> IgtlBytes.trackingData(version, now, tools);
      case TRANSFORM -> {
        var messages = new ByteArrayOutputStream();
        for (TrackerTool tool : tools) {
          messages.writeBytes(IgtlBytes.transform(version, now, tool));
        }
        yield messages.toByteArray();
      }
    };
  }

  private void pauseUntil(long dueNanos) {
    long remaining = dueNanos - System.nanoTime();
    while (remaining > 0 && !isClosed()) {
      LockSupport.parkNanos(remaining);
      remaining = dueNanos - System.nanoTime();
    }
  }

  private synchronized boolean admit(Socket next) {
    client = next;
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket on loopback did not close", e);
    }
  }
}
