package org.navicast.app.session;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.DeviceConfig;
import org.navicast.driver.io.Doors;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.Due;
import org.navicast.gateway.input.DeviceStatus;

/**
 * One device of a session, and its real driver. The driver has a thread of its own, as ever; but
 * the two take turns, and once it is open it is read by the thread of the player, so that a session
 * always comes out the same.
 */
final class PlayedDevice {
  private static final int OPENING_SECONDS = 20;

  private final DeviceConfig config;
  private final LongSupplier clock;
  private final InputSink sink;
  private final LongConsumer wait;
  private SynchronousQueue<Turn> turns = new SynchronousQueue<>();
  private ReadLoop.@Nullable Reading reading;
  private @Nullable PlayedServer server;
  private @Nullable CompletableFuture<Void> end;
  private @Nullable DeviceDriver driver;
  private RecordedDoors doors;
  private long dueNanos = Due.NEVER;

  /** What a driver's thread says as it hands over. */
  private sealed interface Turn {
    /** It is open, and to be read until that ends. */
    record Open(ReadLoop.Reading reading, CompletableFuture<Void> end) implements Turn {}

    /** It is connected to a server of the session. */
    record Connected(PlayedServer server) implements Turn {}

    /** It has ended, and why. */
    record Ended(String reason) implements Turn {}
  }

  /**
   * @param wait lets so many milliseconds pass
   */
  PlayedDevice(DeviceConfig config, LongSupplier clock, LongConsumer wait, InputSink sink) {
    this.config = config;
    this.clock = clock;
    this.sink = sink;
    this.wait = wait;
    this.doors = new RecordedDoors(wait);
  }

  RecordedDoors doors() {
    return doors;
  }

  /** When it has to be read though it says nothing. */
  long dueNanos() {
    return reading == null && server == null ? Due.NEVER : dueNanos;
  }

  /** A new attempt begins. */
  void isAboutToOpen() {
    close();
    reading = null;
    server = null;
    end = null;
    driver = null;
    turns = new SynchronousQueue<>(); // who ends only now has no turn any more
    doors = new RecordedDoors(wait);
  }

  /** Has the driver open it. */
  void open() throws InterruptedException {
    SynchronousQueue<Turn> its = turns;
    DriverContext context =
        new DriverContext(
            config.name(),
            clock,
            (_, handler) -> connect(handler, its),
            new Joined(),
            DriverContext.USUAL_DOUBT_NANOS,
            (_, newReading) -> handOver(newReading, its));
    RecordedDoors used = doors;
    DeviceDriver made;
    try {
      made =
          ScopedValue.where(Doors.USED, used)
              .call(() -> config.driver().create(config.settings(), context));
    } catch (SettingsException e) {
      throw new IllegalStateException("settings that were good before", e);
    }
    driver = made;
    Thread.ofPlatform()
        .daemon()
        .name("played-" + config.name())
        .start(() -> ScopedValue.where(Doors.USED, used).run(() -> drive(made, its)));
    awaitTurn();
  }

  private void drive(DeviceDriver made, SynchronousQueue<Turn> its) {
    Turn.Ended ended;
    try {
      made.run(sink);
      ended = new Turn.Ended("its driver ended");
    } catch (IOException e) {
      ended = new Turn.Ended(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      ended = new Turn.Ended("it was interrupted");
    } catch (RuntimeException e) {
      ended = new Turn.Ended("its driver failed: " + e.getClass().getSimpleName());
    }
    try {
      its.offer(ended, OPENING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the driver's thread: from now on the player reads. */
  private void handOver(ReadLoop.Reading newReading, SynchronousQueue<Turn> its)
      throws IOException, InterruptedException {
    CompletableFuture<Void> ends = new CompletableFuture<>();
    its.put(new Turn.Open(newReading, ends));
    try {
      ends.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException gone -> throw gone;
        case RuntimeException defect -> throw defect;
        case null, default -> throw new IOException(e);
      }
    }
  }

  /** On the driver's thread: from now on the player tells what the server sends. */
  private ChannelFuture connect(ChannelHandler handler, SynchronousQueue<Turn> its) {
    PlayedServer connected = new PlayedServer(handler, clock);
    try {
      its.put(new Turn.Connected(connected));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return connected.held();
  }

  private void awaitTurn() throws InterruptedException {
    switch (turns.poll(OPENING_SECONDS, TimeUnit.SECONDS)) {
      case Turn.Open open -> {
        reading = open.reading();
        end = open.end();
        read(open.reading()::begin);
      }
      case Turn.Connected connected -> {
        server = connected.server();
        look(connected.server());
      }
      case Turn.Ended ended -> lost(ended.reason());
      case null -> throw new IllegalStateException(config.name() + " does not open; report this");
    }
  }

  /** Something to take, or that came to an end. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /** It says this now. */
  void says(byte[] bytes) throws InterruptedException {
    PlayedServer connected = server;
    if (connected == null) {
      doors.says(bytes);
      read();
    } else {
      connected.says(bytes);
      look(connected);
    }
  }

  /** It goes now. */
  void goes() throws InterruptedException {
    PlayedServer connected = server;
    if (connected == null) {
      doors.goes();
      read();
    } else {
      connected.goes();
      look(connected);
    }
  }

  /** When it has to be asked next, or that its driver gave it up. */
  private void look(PlayedServer connected) throws InterruptedException {
    dueNanos = connected.dueNanos();
    if (connected.isOver()) {
      server = null;
      awaitTurn();
    }
  }

  /** Has it read what it said, or that it said nothing for so long. */
  void read() throws InterruptedException {
    PlayedServer connected = server;
    if (connected != null) {
      connected.pass();
      look(connected);
      return;
    }
    do {
      ReadLoop.Reading open = reading;
      if (open == null) {
        return;
      }
      read(() -> open.take(0));
    } while (doors.hasMore());
  }

  private void read(Step step) throws InterruptedException {
    try {
      step.run();
      int millis = reading == null ? ReadLoop.Reading.FOREVER : reading.patienceMillis();
      dueNanos =
          millis == ReadLoop.Reading.FOREVER
              ? Due.NEVER
              : clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
    } catch (IOException | RuntimeException e) {
      reading = null;
      if (end != null) {
        end.completeExceptionally(e);
        awaitTurn();
      }
    }
  }

  private void lost(String reason) {
    reading = null;
    sink.accept(
        new DeviceStatus(
            config.name(), clock.getAsLong(), DeviceStatus.State.LOST, reason, "", ""));
  }

  /** Ends its driver. */
  void close() {
    if (driver != null) {
      driver.close();
    }
    if (end != null) {
      end.complete(null);
    }
    if (server != null) {
      server.goes();
    }
  }
}
