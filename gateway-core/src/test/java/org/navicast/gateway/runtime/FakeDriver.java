package org.navicast.gateway.runtime;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;

/** A device in the hands of a test: it lives, speaks and dies when it is told to. */
final class FakeDriver implements DeviceDriver {
  private final DriverContext context;
  private final boolean ignoresClose;
  private final CompletableFuture<InputSink> running = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
  private volatile boolean closed;

  FakeDriver(DriverContext context, boolean ignoresClose) {
    this.context = context;
    this.ignoresClose = ignoresClose;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    running.complete(sink);
    try {
      if (ignoresClose) {
        end.join();
      } else {
        end.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException lost -> throw lost;
        case RuntimeException defect -> throw defect;
        case Error defect -> throw defect;
        case null, default -> throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    if (!ignoresClose) {
      end.complete(null);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** From a thread that is not the device's own, as some drivers' libraries do. */
  void say(InputEvent event) throws Exception {
    running.get(10, TimeUnit.SECONDS).accept(event);
  }

  void connect() throws Exception {
    say(DeviceStatus.connected(context.device(), now(), "fake", ""));
  }

  void press(String control) throws Exception {
    say(new Button(context.device(), now(), control, true));
  }

  void fail(Throwable cause) {
    end.completeExceptionally(cause);
  }

  /** Returns from run without having been closed. */
  void returnByItself() {
    end.complete(null);
  }

  private long now() {
    return context.nanoTime().getAsLong();
  }
}
