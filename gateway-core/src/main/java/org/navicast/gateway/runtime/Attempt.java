package org.navicast.gateway.runtime;

import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;

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
  private final HoldWatch watch;
  private boolean over;
  private boolean connected;
  private long connectedNanos;
  private long stayedNanos;

  Attempt(InputSink sink, StatusLog log, HoldWatch watch) {
    this.sink = sink;
    this.log = log;
    this.watch = watch;
  }

  @Override
  public synchronized void accept(InputEvent event) {
    if (over) {
      return;
    }
    sink.accept(event);
    switch (event) {
      case DeviceStatus status -> {
        note(status);
        log.write(status);
      }
      case Button button -> {
        if (watch.take(button)) {
          log.cannotHold(button.control());
        }
      }
      case Battery battery -> {
        boolean _ = log.battery(battery.percent());
      }
      case ButtonLost _, Motion _, Pose _, Damage _, Doubt _ -> {
        // nothing to say of these
      }
    }
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
