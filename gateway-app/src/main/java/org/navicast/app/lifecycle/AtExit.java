package org.navicast.app.lifecycle;

import org.navicast.app.LogSetup;
import org.slf4j.LoggerFactory;

/**
 * Does something once, at the latest when the process is told to end: by Ctrl-C, by systemd, by a
 * closed terminal.
 */
public final class AtExit implements AutoCloseable {
  private final Thread hook;
  private final Runnable end;

  private AtExit(Runnable end) {
    this.end = end;
    this.hook = new Thread(this::endQuietly, "at-exit");
  }

  /**
   * Promises it.
   *
   * @param end bounded in time, or the process would not end
   */
  public static AtExit run(Runnable end) {
    AtExit atExit = new AtExit(end);
    Runtime.getRuntime().addShutdownHook(atExit.hook);
    return atExit;
  }

  /** Does it now. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return; // the process is ending, and the hook is at work already
    }
    end.run();
  }

  private void endQuietly() {
    try {
      end.run();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(AtExit.class).warn("could not end everything: {}", e.toString());
    } finally {
      LogSetup.flush();
    }
  }
}
