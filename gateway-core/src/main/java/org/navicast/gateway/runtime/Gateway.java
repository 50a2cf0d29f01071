package org.navicast.gateway.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.retry.Backoff;
import org.navicast.gateway.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All devices of the gateway, each under supervision, and one engine that they report to. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** How long a driver may take to end; its thread is a daemon and is left behind after that. */
  private static final int DRIVERS_END_MILLIS = 2_000;

  private static final int CLOSE_MILLIS = 3_000;

  private final EngineLoop loop;
  private final DoubleSupplier random;
  private volatile List<DeviceSupervisor> supervisors = List.of();
  private @Nullable CompletableFuture<Void> stopped;

  private Gateway(EngineLoop loop, DoubleSupplier random) {
    this.loop = loop;
    this.random = random;
  }

  /**
   * Starts a thread for each device, which opens it and keeps it going.
   *
   * @param devices each known to the engine of {@code loop} by its name
   * @param random uniform in 0…1, spreads the retries
   */
  public static Gateway start(EngineLoop loop, List<GatewayDevice> devices, DoubleSupplier random) {
    Gateway gateway = new Gateway(loop, random);
    gateway.supervisors = gateway.supervisorsOf(devices);
    loop.whenFaulted(
        device ->
            gateway.supervisors.stream()
                .filter(supervisor -> supervisor.name().equals(device))
                .forEach(DeviceSupervisor::restart));
    gateway.supervisors.forEach(DeviceSupervisor::start);
    return gateway;
  }

  private List<DeviceSupervisor> supervisorsOf(List<GatewayDevice> devices) {
    return devices.stream()
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
        .toList();
  }

  /**
   * Takes other devices, while the engine does what belongs to that. Those that stay are not
   * touched. The others are not heard from now on; the change is made between the last report of
   * theirs and the first of those that are opened in their place, once they are closed or were
   * given up after two seconds. After {@link #stop} nothing is done.
   *
   * @param staying names of the devices that go on
   * @param opened all others; each known to the engine by its name after the change
   * @param change done on the engine's loop
   * @return completes when the others are being opened
   */
  public synchronized CompletableFuture<Void> change(
      Set<String> staying, List<GatewayDevice> opened, ObjLongConsumer<Engine> change) {
    if (stopped != null) {
      return CompletableFuture.completedFuture(null);
    }
    Map<Boolean, List<DeviceSupervisor>> stays =
        supervisors.stream()
            .collect(Collectors.partitioningBy(each -> staying.contains(each.name())));
    List<DeviceSupervisor> leaving = stays.getOrDefault(false, List.of());
    List<DeviceSupervisor> coming = supervisorsOf(opened);
    leaving.forEach(DeviceSupervisor::silence);
    supervisors =
        Stream.concat(stays.getOrDefault(true, List.of()).stream(), coming.stream()).toList();
    return CompletableFuture.allOf(loop.change(change), end(leaving))
        .thenRun(() -> coming.forEach(DeviceSupervisor::start));
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
      stopped = CompletableFuture.allOf(stopEngine(), end(supervisors));
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

  private static CompletableFuture<Void> end(List<DeviceSupervisor> those) {
    // Each on a thread of its own: one that hangs in its native library must not keep the others.
    those.forEach(
        supervisor ->
            Thread.ofPlatform()
                .daemon()
                .name("close-" + supervisor.name())
                .start(supervisor::close));
    return CompletableFuture.allOf(
            those.stream().map(DeviceSupervisor::ended).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, DRIVERS_END_MILLIS, TimeUnit.MILLISECONDS)
        .thenRun(() -> warnOfDriversThatHang(those));
  }

  private static void warnOfDriversThatHang(List<DeviceSupervisor> those) {
    for (DeviceSupervisor supervisor : those) {
      if (!supervisor.ended().isDone()) {
        LOG.warn("{}: its driver did not end in time and is left behind", supervisor.name());
      }
    }
  }
}
