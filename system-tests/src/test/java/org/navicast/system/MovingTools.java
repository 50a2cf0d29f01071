package org.navicast.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An OpenIGTLink server for one client: a few tools that move in step, each tick in one write, and
 * a switch on the first of them.
 */
final class MovingTools implements AutoCloseable {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServerSocket server;
  private final int tools;
  private final int rateHz;
  private volatile boolean isClosed;
  private volatile boolean isSwitchOn;
  private volatile long ticks;

  private MovingTools(ServerSocket server, int tools, int rateHz) {
    this.server = server;
    this.tools = tools;
    this.rateHz = rateHz;
  }

  /** Listens on a free port of the loopback address, and sends to whoever comes first. */
  static MovingTools start(int tools, int rateHz) throws IOException {
    MovingTools moving =
        new MovingTools(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), tools, rateHz);
    Thread.ofPlatform().daemon().name("moving-tools").start(moving::serve);
    return moving;
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many times all tools were sent. */
  long ticks() {
    return ticks;
  }

  /** Presses the switch of the first tool, or lets it go. */
  void turnSwitch(boolean on) {
    isSwitchOn = on;
  }

  private void serve() {
    try (Socket client = server.accept()) {
      client.setTcpNoDelay(true);
      OutputStream out = client.getOutputStream();
      long startNanos = System.nanoTime();
      for (long tick = 1; !isClosed; tick++) {
        out.write(all(tick));
        ticks = tick;
        pauseUntil(startNanos + tick * SECOND_NANOS / rateHz);
      }
    } catch (IOException e) {
      // The client went, which its own side tells, or close() ended the wait.
    }
  }

  private byte[] all(long tick) throws IOException {
    Instant now = Instant.now();
    float x = tick % 1_000;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int tool = 0; tool < tools; tool++) {
      String status = tool == 0 && isSwitchOn ? "SWITCH1_IS_ON" : "OK";
      bytes.write(
          IgtlMessages.transform("Tool" + tool + "ToTracker", now, status, x, 10f * tool, 500));
    }
    return bytes.toByteArray();
  }

  private void pauseUntil(long dueNanos) {
    long left = dueNanos - System.nanoTime();
    while (left > 0 && !isClosed) {
      LockSupport.parkNanos(left);
      left = dueNanos - System.nanoTime();
    }
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    server.close();
  }
}
