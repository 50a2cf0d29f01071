package org.navicast.driver.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.InputEvent;

/**
 * One driver without a gateway around it: found by its id, run on a thread of its own, what it says
 * kept in order. For the tests of drivers.
 */
public final class DriverTrial implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final long STOP_SECONDS = 1;

  private final DeviceDriver driver;
  private final BlockingQueue<InputEvent> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> end;

  private DriverTrial(DeviceDriver driver) {
    this.driver = driver;
    this.end =
        CompletableFuture.runAsync(this::run, task -> Thread.ofPlatform().daemon().start(task));
  }

  /** Starts this driver. */
  public static DriverTrial of(DeviceDriver driver) {
    return new DriverTrial(driver);
  }

  /** Starts what a device's section of a configuration asks for, {@code driver} included. */
  public static DriverTrial start(Map<String, ?> section) throws SettingsException {
    Map<String, Object> own = new LinkedHashMap<>(section);
    Object id = own.remove("driver");
    DriverProvider provider =
        ServiceLoader.load(DriverProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow();
    return of(provider.create(provider.shape().read("devices[0]", own), context()));
  }

  /** What a driver is lent that connects to nothing; its device is called {@code device}. */
  public static DriverContext context() {
    return new DriverContext(
        "device",
        System::nanoTime,
        () -> {
          throw new IllegalStateException("a driver on trial connects to nothing");
        });
  }

  private void run() {
    try {
      driver.run(events::add);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** The next event, which must come within ten seconds. */
  public InputEvent next() throws InterruptedException, TimeoutException {
    InputEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new TimeoutException("the driver said nothing; it is " + end);
    }
    return event;
  }

  /** True where nothing was said that {@link #next} has not given. */
  public boolean isSilent() {
    return events.isEmpty();
  }

  /** Why it failed, which it must do within ten seconds. */
  public String failure() throws InterruptedException, TimeoutException {
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return "it returned without a failure";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }

  /** Closes it, upon which it must return without a failure within a second. */
  public void stop() throws InterruptedException, ExecutionException, TimeoutException {
    driver.close();
    end.get(STOP_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    driver.close();
  }
}
