package org.navicast.gateway.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All devices of the gateway, each under supervision, and one engine that they report to. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** How long a driver may take to end; its thread is a daemon and is left behind after that. */
  private static final int DRIVERS_END_MILLIS = 2_000;

  private static final int CLOSE_MILLIS = 3_000;

  private final EngineLoop loop;
  private final List<DeviceSupervisor> supervisors;
  private @Nullable CompletableFuture<Void> stopped;

  private Gateway(EngineLoop loop, List<DeviceSupervisor> supervisors) {
    this.loop = loop;
    this.supervisors = supervisors;
  }

  /**
   * Starts a thread for each device, which opens it and keeps it going.
   *
   * @param devices each known to the engine of {@code loop} by its name
   * @param random uniform in 0…1, spreads the retries
   */
  public static Gateway start(EngineLoop loop, List<GatewayDevice> devices, DoubleSupplier random) {
    Gateway gateway =
        new Gateway(
            loop,
            devices.stream()
                .map(
                    device ->
                        new DeviceSupervisor(
                            device,
                            loop,
                            new Backoff(
                                DeviceSupervisor.FIRST_RETRY_MILLIS,
                                DeviceSupervisor.MAX_RETRY_MILLIS,
                                random),
                            Thread::sleep))
                .toList());
    Map<String, DeviceSupervisor> byName =
        gateway.supervisors.stream()
            .collect(Collectors.toMap(DeviceSupervisor::name, Function.identity()));
    loop.whenFaulted(
        device -> {
          DeviceSupervisor supervisor = byName.get(device);
          if (supervisor != null) {
            supervisor.restart();
          }
        });
    gateway.supervisors.forEach(DeviceSupervisor::start);
    return gateway;
  }

  /**
   * Lets go of everything and ends all drivers. From the return of this method on no device is
   * heard any more; the cancels of what was held go out next, without waiting for a driver to end.
   *
   * @return completes when the engine has said its last and the drivers have ended, or were given
   *     up after two seconds; the same for every call
   */
  public synchronized CompletableFuture<Void> stop() {
    if (stopped == null) {
      supervisors.forEach(DeviceSupervisor::silence);
      stopped = CompletableFuture.allOf(stopEngine(), endDrivers());
    }
    return stopped;
  }

  /**
   * Stops and waits for it, three seconds at the most.
   *
   * @throws IllegalStateException when called on the engine's own thread, which has work to do now
   */
  @Override
  public void close() {
    if (loop.isCurrentThread()) {
      throw new IllegalStateException("the engine's thread cannot wait for itself; use stop()");
    }
    try {
      stop().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The gateway did not stop in an orderly way", e);
    }
  }

  private CompletableFuture<Void> stopEngine() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      loop.post(
          (engine, nowNanos) -> {
            try {
              engine.stop(nowNanos);
            } finally {
              done.complete(null);
            }
          });
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  private CompletableFuture<Void> endDrivers() {
    // Each on a thread of its own: one that hangs in its native library must not keep the others.
    supervisors.forEach(
        supervisor ->
            Thread.ofPlatform()
                .daemon()
                .name("close-" + supervisor.name())
                .start(supervisor::close));
    return CompletableFuture.allOf(
            supervisors.stream().map(DeviceSupervisor::ended).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, DRIVERS_END_MILLIS, TimeUnit.MILLISECONDS)
        .thenRun(this::warnOfDriversThatHang);
  }

  private void warnOfDriversThatHang() {
    for (DeviceSupervisor supervisor : supervisors) {
      if (!supervisor.ended().isDone()) {
        LOG.warn("{}: its driver did not end in time and is left behind", supervisor.name());
      }
    }
  }
}
