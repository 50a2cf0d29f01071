package org.navicast.gateway.runtime;

import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;

/**
 * What one driver, made for one attempt, may say; nothing any more once it is over.
 *
 * <p>A driver's own threads may still be at work when it has failed or was closed, and what they
 * say then must not be taken for what the next driver says. The lock is that of this one device: it
 * is contended only in the moment in which the attempt ends.
 */
final class Attempt implements InputSink {
  private final InputSink sink;
  private final StatusLog log;
  private boolean over;
  private boolean connected;
  private long connectedNanos;
  private long stayedNanos;

  Attempt(InputSink sink, StatusLog log) {
    this.sink = sink;
    this.log = log;
  }

  @Override
  public synchronized void accept(InputEvent event) {
    if (over) {
      return;
    }
    if (event instanceof DeviceStatus status) {
      note(status);
      log.write(status);
    }
    sink.accept(event);
  }

  /**
   * Nothing gets through after this returns.
   *
   * @return true when it was this call that ended the attempt
   */
  synchronized boolean end() {
    boolean ended = !over;
    over = true;
    return ended;
  }

  /** For how long the device was connected without a break, at best. */
  synchronized long longestConnectedNanos(long nowNanos) {
    return connected ? Math.max(stayedNanos, nowNanos - connectedNanos) : stayedNanos;
  }

  private void note(DeviceStatus status) {
    stayedNanos = longestConnectedNanos(status.capturedNanos());
    boolean isConnected = status.state() == DeviceStatus.State.CONNECTED;
    if (isConnected && !connected) {
      connectedNanos = status.capturedNanos();
    }
    connected = isConnected;
  }
}
