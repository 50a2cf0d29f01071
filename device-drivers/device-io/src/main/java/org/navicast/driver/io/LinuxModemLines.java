package org.navicast.driver.io;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Modem lines of a Linux tty. They are looked at, not waited for: only some drivers of adapters can
 * tell a change, and of those some never tell that the adapter is gone.
 */
final class LinuxModemLines implements ModemLines {
  private final ModemStatus status;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object state = new Object();
  private boolean closed;

  private LinuxModemLines(ModemStatus status) {
    this.status = status;
  }

  static ModemLines open(String path, Supply supply) throws IOException {
    if (!SerialLibrary.ON_LINUX) {
      throw new IOException("modem lines as contacts need Linux; use another driver for " + path);
    }
    ModemStatus status = new ModemStatus(path, LinuxTty.open(path, SerialSettings.of(9600)));
    try {
      status.read();
      status.supply(supply);
    } catch (IOException e) {
      status.close();
      throw e;
    }
    return new LinuxModemLines(status);
  }

  @Override
  public @Nullable Levels await(long millis) throws IOException, InterruptedException {
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      return null;
    }
    synchronized (state) {
      return closed ? null : status.read();
    }
  }

  @Override
  public void close() {
    synchronized (state) {
      if (closed) {
        return;
      }
      closed = true;
      status.close();
    }
    closing.countDown();
  }
}
