package org.navicast.app.reload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of a running gateway anew, where that is asked for or one of its files
 * changed. A good one is handed on; of one that is not, the log says all that is wrong with it, and
 * the one of before goes on.
 */
public final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private static final int LOOK_MILLIS = 1_000;

  private final Path config;
  private final ConfigReader reader;
  private final Optional<FileWatch> watch;
  private final Semaphore asked = new Semaphore(0);

  /**
   * @param watch looks at its files, where that is wanted
   */
  public Reloader(Path config, ConfigReader reader, Optional<FileWatch> watch) {
    this.config = config;
    this.reader = reader;
    this.watch = watch;
  }

  /** Asks for it, from any thread. */
  public void ask() {
    asked.release();
  }

  /** Does it whenever it is asked for, until the thread is interrupted. */
  public void run(Consumer<GatewayConfig> gateway) throws InterruptedException {
    while (true) {
      if (isWanted()) {
        reload(gateway);
      }
    }
  }

  private boolean isWanted() throws InterruptedException {
    if (watch.isEmpty()) {
      asked.acquire();
      asked.drainPermits();
      return true;
    }
    boolean isAsked = asked.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    asked.drainPermits();
    return isAsked || watch.get().hasChanged();
  }

  private void reload(Consumer<GatewayConfig> gateway) {
    watch.ifPresent(FileWatch::aboutToRead);
    try {
      gateway.accept(reader.read(config));
    } catch (ConfigException e) {
      LOG.error("{} is not taken, and the configuration of before goes on:", e.file());
      String.valueOf(e.getMessage()).lines().forEach(LOG::error);
    } catch (RuntimeException e) {
      LOG.error(
          "{} could not be taken, which is a fault of the program; please report it", config, e);
    }
  }
}
