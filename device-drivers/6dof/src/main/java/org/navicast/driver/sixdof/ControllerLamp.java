package org.navicast.driver.sixdof;

import java.io.IOException;
import org.navicast.driver.io.DeviceLine;
import org.navicast.gateway.driver.Joined;

/**
 * Shows on the lamp of a controller whether the gateway is joined to its hub. A write may wait for
 * the device, so it is done on a thread of its own.
 */
final class ControllerLamp implements AutoCloseable {
  private static final int CLOSE_MILLIS = 300;

  private final DeviceLine line;
  private final int report;
  private final Joined joined;
  private final Thread thread;

  private ControllerLamp(DeviceLine line, int report, Joined joined, String device) {
    this.line = line;
    this.report = report;
    this.joined = joined;
    this.thread = Thread.ofPlatform().daemon().name("lamp-" + device).unstarted(this::run);
  }

  /**
   * Begins to show it.
   *
   * @param report id of the output report that switches the lamp
   */
  static ControllerLamp start(DeviceLine line, int report, Joined joined, String device) {
    ControllerLamp lamp = new ControllerLamp(line, report, joined, device);
    lamp.thread.start();
    return lamp;
  }

  /** Switches it off, where the device still takes that, and ends; waits for that a little. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      show(true); // some models take an off only after an on
      boolean shown = true;
      while (true) {
        shown = joined.awaitOtherThan(shown);
        show(shown);
      }
    } catch (InterruptedException e) {
      switchOff();
    } catch (IOException e) {
      // It has no lamp, or is gone, which its reader tells; or it may be read only, and steers all
      // the same.
    }
  }

  private void switchOff() {
    try {
      show(false);
    } catch (IOException e) {
      // It is gone, and its lamp with it.
    }
  }

  private void show(boolean on) throws IOException {
    line.write(new byte[] {(byte) report, (byte) (on ? 1 : 0)});
  }
}
