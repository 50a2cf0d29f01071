package org.navicast.app.command;

import org.slf4j.LoggerFactory;

/**
 * Closes something once, at the latest when the process is told to end: by Ctrl-C, by systemd, by a
 * closed terminal.
 */
final class AtExit implements AutoCloseable {

  /** What is closed; bounded in time, or the process would not end. */
  @FunctionalInterface
  interface Closeable {
    void close();
  }

  private final Thread hook;
  private final Closeable closeable;

  private AtExit(Closeable closeable) {
    this.closeable = closeable;
    this.hook = new Thread(this::closeQuietly, "closing");
  }

  static AtExit closing(Closeable closeable) {
    AtExit atExit = new AtExit(closeable);
    Runtime.getRuntime().addShutdownHook(atExit.hook);
    return atExit;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return; // the process is ending, and the hook is at work already
    }
    closeable.close();
  }

  private void closeQuietly() {
    try {
      closeable.close();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(AtExit.class).warn("could not close everything: {}", e.toString());
    }
  }
}
