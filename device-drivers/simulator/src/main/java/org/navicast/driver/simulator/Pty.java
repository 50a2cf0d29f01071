package org.navicast.driver.simulator;

import java.io.IOException;

/**
 * The far end of a serial cable: a pseudo-terminal in raw mode, whose near end is a path that any
 * program can open as a serial port. Linux only.
 *
 * <p>One thread reads, any may write, any may close. Closing is the plug being pulled: whoever has
 * the near end open is hung up.
 */
public final class Pty implements AutoCloseable {
  /** What {@link #read} returns once the pty was closed. */
  public static final int CLOSED = -1;

  private final PtyCalls calls;
  private final Object state = new Object();
  private int inside;
  private boolean closed;

  private Pty(PtyCalls calls) {
    this.calls = calls;
  }

  /** Makes a pty; it keeps its own near end open, so that users may come and go. */
  public static Pty open() throws IOException {
    return new Pty(PtyCalls.open());
  }

  /** Path of the near end, such as {@code /dev/pts/3}. */
  public String path() {
    return calls.slavePath();
  }

  /**
   * Takes what was sent from the near end, at most {@code buffer.length} bytes.
   *
   * @param timeoutMillis how long to wait for bytes, or −1 without a limit
   * @return how many bytes; 0 after the time; {@link #CLOSED} once closed, at once
   */
  public int read(byte[] buffer, int timeoutMillis) throws IOException {
    if (!enter()) {
      return CLOSED;
    }
    int count;
    boolean stillOpen;
    try {
      count = calls.read(buffer, timeoutMillis);
    } finally {
      stillOpen = leave();
    }
    return stillOpen ? count : CLOSED;
  }

  /**
   * Sends bytes to the near end. As on a cable, what nobody reads is lost once the buffer is full;
   * after closing everything is.
   */
  public void write(byte[] bytes) throws IOException {
    if (!enter()) {
      return;
    }
    try {
      calls.write(bytes);
    } finally {
      leave();
    }
  }

  @Override
  public void close() {
    synchronized (state) {
      if (closed) {
        return;
      }
      closed = true;
      if (inside == 0) {
        calls.close();
      } else {
        calls.wake();
      }
    }
  }

  private boolean enter() {
    synchronized (state) {
      if (!closed) {
        inside++;
      }
      return !closed;
    }
  }

  private boolean leave() {
    synchronized (state) {
      inside--;
      if (closed && inside == 0) {
        calls.close();
      }
      return !closed;
    }
  }
}
