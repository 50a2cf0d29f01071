package org.navicast.driver.io;

import org.jspecify.annotations.Nullable;

/**
 * Lets any thread close what another one is about to open or has open: a driver is closed through
 * it, even before it has opened anything.
 */
public final class CloseSwitch implements AutoCloseable {
  private @Nullable Runnable action;
  private boolean closed;

  /** Runs {@code close} once this is closed; at once where it already is. */
  public void onClose(Runnable close) {
    synchronized (this) {
      if (!closed) {
        action = close;
        return;
      }
    }
    close.run();
  }

  /** May be called from any thread and more than once. */
  @Override
  public void close() {
    Runnable pending;
    synchronized (this) {
      closed = true;
      pending = action;
      action = null;
    }
    if (pending != null) {
      pending.run();
    }
  }
}
