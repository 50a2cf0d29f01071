package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.InputEvent;

/** A driver, found by its id as the gateway finds it, running on a thread of its own. */
final class RunningDriver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final DeviceDriver driver;
  private final BlockingQueue<InputEvent> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> end;

  private RunningDriver(DeviceDriver driver) {
    this.driver = driver;
    this.end =
        CompletableFuture.runAsync(this::run, task -> Thread.ofPlatform().daemon().start(task));
  }

  /** Takes a device's section of a configuration, its {@code driver} included. */
  static RunningDriver start(Map<String, ?> values) throws SettingsException {
    Settings settings = new Settings("devices[0]", values);
    String id = settings.text("driver");
    DriverProvider provider =
        ServiceLoader.load(DriverProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow();
    DriverContext context =
        new DriverContext(
            "device",
            System::nanoTime,
            () -> {
              throw new AssertionError("a serial device connects to nothing");
            });
    return new RunningDriver(provider.create(settings, context));
  }

  private void run() {
    try {
      driver.run(events::add);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** The next event, which must come soon. */
  InputEvent next() throws InterruptedException {
    InputEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(event, () -> "no event; driver " + end);
    return event;
  }

  /** True where nothing has happened that was not taken. */
  boolean isIdle() {
    return events.isEmpty();
  }

  /** Why it failed, which it must do soon. */
  String failure() {
    return String.valueOf(
        assertThrows(ExecutionException.class, () -> end.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .getCause());
  }

  /** Closes it, upon which it must return within a second. */
  void stop() throws Exception {
    driver.close();
    end.get(1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    driver.close();
  }
}
