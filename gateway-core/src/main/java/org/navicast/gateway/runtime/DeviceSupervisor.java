package org.navicast.gateway.runtime;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.retry.Backoff;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.DeviceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one device going, on a thread of its own: makes its driver, lets it run, says what became
 * of it, waits, and starts over, until it is closed.
 *
 * <p>Whatever a driver throws costs its device only: an {@link IOException} or a run that ends by
 * itself is a device lost; anything else is a driver that failed, and a device faulted.
 */
final class DeviceSupervisor {
  /** Ceiling of the first wait, and of all of them: a replugged device is back within seconds. */
  static final int FIRST_RETRY_MILLIS = 100;

  static final int MAX_RETRY_MILLIS = 5_000;

  /** A device that stayed for so long has earned a quick first retry again. */
  static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Logger LOG = LoggerFactory.getLogger(DeviceSupervisor.class);

  private final GatewayDevice device;
  private final InputSink sink;
  private final Backoff backoff;
  private final Pause pause;
  private final StatusLog log;
  private final HoldWatch watch = new HoldWatch();
  private final Thread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private boolean closed;
  private @Nullable Running running;

  /** How the thread waits between two attempts. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /** The driver of the attempt under way, and what it may say. */
  private record Running(DeviceDriver driver, Attempt attempt) {}

  /**
   * Why an attempt ended.
   *
   * @param defect what the driver threw though no driver should
   */
  private record Failure(DeviceStatus.State state, String reason, @Nullable Throwable defect) {}

  DeviceSupervisor(GatewayDevice device, InputSink sink, Backoff backoff, Pause pause) {
    this.device = device;
    this.sink = sink;
    this.backoff = backoff;
    this.pause = pause;
    this.log =
        new StatusLog(
            device.name(),
            device.context().nanoTime(),
            (task, nanos) ->
                CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task));
    this.thread =
        Thread.ofPlatform().daemon().name("device-" + device.name()).unstarted(this::supervise);
  }

  String name() {
    return device.name();
  }

  void start() {
    thread.start();
  }

  /** Completes when the device's thread has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Nothing that the driver says gets through after this returns, and no other one is made. */
  void silence() {
    Running current;
    synchronized (this) {
      closed = true;
      current = running;
    }
    if (current != null) {
      current.attempt().end();
    }
  }

  /** Ends the driver and the thread; takes as long as the driver's close does. */
  void close() {
    silence();
    Running current = running();
    if (current != null) {
      close(current.driver());
    }
    thread.interrupt();
  }

  /**
   * Starts the device over with a new driver. Returns at once and tells nothing: the one who asks
   * for it knows why.
   */
  void restart() {
    Running current = running();
    if (current != null && current.attempt().end()) {
      DeviceDriver driver = current.driver();
      Thread.ofPlatform().daemon().name("restart-" + name()).start(() -> close(driver));
    }
  }

  private void supervise() {
    try {
      while (!isClosed()) {
        attempt();
        if (!isClosed()) {
          pause();
        }
      }
    } finally {
      ended.complete(null);
    }
  }

  private void attempt() {
    Attempt attempt = new Attempt(sink, log, watch);
    DeviceDriver driver;
    try {
      driver = device.newDriver();
    } catch (SettingsException e) {
      tell(new Failure(DeviceStatus.State.FAULTED, e.path() + " " + e.getMessage(), e));
      return;
    } catch (RuntimeException | Error e) {
      tell(defect(e));
      return;
    }
    if (begin(new Running(driver, attempt))) {
      Failure failure = run(driver, attempt);
      if (attempt.longestConnectedNanos(now()) >= STEADY_NANOS) {
        backoff.reset();
      }
      // First let go of what is held, then tidy up.
      if (attempt.end()) {
        tell(failure);
      }
      close(driver);
    }
  }

  private Failure run(DeviceDriver driver, Attempt attempt) {
    try {
      driver.run(attempt);
      return new Failure(DeviceStatus.State.LOST, "its driver ended", null);
    } catch (IOException e) {
      String message = e.getMessage();
      return new Failure(
          DeviceStatus.State.LOST,
          message == null ? "its connection failed: " + e.getClass().getSimpleName() : message,
          null);
    } catch (InterruptedException e) {
      return new Failure(DeviceStatus.State.LOST, "its driver was interrupted", null);
    } catch (RuntimeException | Error e) {
      return defect(e);
    }
  }

  /** The message stays in the log: what a defect says was not written for people. */
  private static Failure defect(Throwable e) {
    return new Failure(
        DeviceStatus.State.FAULTED, "its driver failed: " + e.getClass().getSimpleName(), e);
  }

  private void tell(Failure failure) {
    if (isClosed()) {
      return;
    }
    DeviceStatus status =
        new DeviceStatus(name(), now(), failure.state(), failure.reason(), "", "");
    if (log.write(status) && failure.defect() != null) {
      LOG.error("{}: this is an error in its driver; please report it", name(), failure.defect());
    }
    sink.accept(status);
  }

  private void pause() {
    try {
      pause.millis(backoff.nextMillis());
    } catch (InterruptedException e) {
      // Only close() interrupts, and the loop looks for that.
      LOG.trace("{}: woken up", name(), e);
    }
  }

  private synchronized boolean begin(Running next) {
    if (closed) {
      return false;
    }
    running = next;
    return true;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized @Nullable Running running() {
    return running;
  }

  private void close(DeviceDriver driver) {
    try {
      driver.close();
    } catch (RuntimeException e) {
      LOG.warn("{}: its driver could not be closed", name(), e);
    }
  }

  private long now() {
    return device.context().nanoTime().getAsLong();
  }
}
