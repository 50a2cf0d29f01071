package org.navicast.driver.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Plays a script into a pty on a thread of its own, in real time, and hands it what comes back. */
final class Player implements AutoCloseable {

  /** What a device does by itself, and what it answers. */
  interface Script {
    /** Sends what is due now; returns how many milliseconds later it wants to be called again. */
    long play(Pty pty) throws IOException;

    /** Takes the first {@code count} bytes of what the gateway sent. */
    void received(byte[] bytes, int count, Pty pty) throws IOException;
  }

  private static final int BUFFER_BYTES = 256;
  private static final long JOIN_MILLIS = 1000;

  private final Pty pty;
  private final Script script;
  private final Thread thread;

  private Player(String name, Pty pty, Script script) {
    this.pty = pty;
    this.script = script;
    this.thread = Thread.ofPlatform().name("simulated-" + name).daemon().unstarted(this::run);
  }

  static Player start(String name, Script script) throws IOException {
    Player player = new Player(name, Pty.open(), script);
    player.thread.start();
    return player;
  }

  String path() {
    return pty.path();
  }

  private void run() {
    byte[] buffer = new byte[BUFFER_BYTES];
    long dueNanos = System.nanoTime();
    try {
      while (true) {
        long remaining = dueNanos - System.nanoTime();
        if (remaining <= 0) {
          dueNanos += TimeUnit.MILLISECONDS.toNanos(script.play(pty));
          continue;
        }
        int count = pty.read(buffer, Math.toIntExact(remaining / 1_000_000 + 1));
        if (count == Pty.CLOSED) {
          return;
        }
        script.received(buffer, count, pty);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pulls the plug and waits until the thread has ended. */
  @Override
  public void close() {
    pty.close();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
