package org.navicast.gateway.runtime;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.ReadLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads devices on the engine's event loop, which waits for their files together with its sockets:
 * what a person did is in the engine, and on its way to the hub, without waking a second thread.
 *
 * <p>The thread that asks for it waits until the device is closed or gone, so that a driver stays a
 * plain sequence of steps, and whatever a reading throws is thrown there.
 */
public final class EpollReadLoop implements ReadLoop {
  private static final Logger LOG = LoggerFactory.getLogger(EpollReadLoop.class);

  private static final long NEVER = Long.MAX_VALUE;

  /** How often who waits for a session looks whether there is a loop still. */
  private static final int LOOK_MILLIS = 500;

  private final IoEventLoop loop;
  private final LongSupplier nanoTime;
  private final Runnable heard;

  /**
   * @param loop one of epoll, the engine's own
   * @param nanoTime the monotonic clock, in nanoseconds
   * @param heard is called on the loop after each time that a device had something to read
   */
  public EpollReadLoop(IoEventLoop loop, LongSupplier nanoTime, Runnable heard) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.heard = heard;
  }

  @Override
  public void run(List<Integer> files, Reading reading) throws IOException, InterruptedException {
    if (files.isEmpty()) {
      ReadLoop.ON_OWN_THREAD.run(files, reading);
      return;
    }
    Session session = new Session(reading);
    try {
      loop.execute(() -> session.begin(files));
      await(session);
    } catch (RejectedExecutionException e) {
      LOG.debug("A device was opened after the event loop had ended", e);
    } catch (InterruptedException e) {
      awaitEnd(session);
      throw e;
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    }
  }

  /**
   * Waits for the end of a session, or of the loop: Netty's may end without a word to those whose
   * files it waits for, where it is asked to while it runs its last tasks.
   */
  private void await(Session session) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        session.ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException _) {
        if (loop.isTerminated()) {
          return;
        }
      }
    }
  }

  /** The files are the caller's, who may close them afterwards. */
  private void awaitEnd(Session session) {
    CompletableFuture<?> end = session.ended.handle((_, _) -> null);
    try {
      loop.execute(() -> session.end(null));
      while (!end.isDone() && !loop.isTerminated()) {
        end.copy().completeOnTimeout(null, LOOK_MILLIS, TimeUnit.MILLISECONDS).join();
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The event loop ended before a device did", e);
    }
  }

  private static IOException thrown(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException failure -> failure;
      case RuntimeException defect -> throw defect;
      case Error defect -> throw defect;
      case null, default -> throw new IllegalStateException(cause);
    };
  }

  /** The readings of one open device; used on the event loop only. */
  private final class Session {
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Reading reading;
    private final Alarm alarm = new Alarm(loop, nanoTime, this::ring);
    private final List<IoRegistration> registrations = new ArrayList<>();
    private long dueNanos = NEVER;

    Session(Reading reading) {
      this.reading = reading;
    }

    void begin(List<Integer> files) {
      for (int file : files) {
        loop.register(new Waited(file)).addListener(this::registered);
      }
      try {
        reading.begin();
        setAlarm();
      } catch (IOException | RuntimeException | Error e) {
        end(e);
      }
    }

    private void registered(Future<? super IoRegistration> done) {
      if (!done.isSuccess()) {
        end(unusable(done.cause()));
        return;
      }
      IoRegistration registration = (IoRegistration) done.getNow();
      if (ended.isDone()) {
        registration.cancel();
        return;
      }
      registrations.add(registration);
      try {
        registration.submit(EpollIoOps.EPOLLIN);
      } catch (UncheckedIOException e) {
        end(unusable(e));
      }
    }

    private static IOException unusable(Throwable cause) {
      return new IOException("the system cannot wait for it: " + cause.getMessage(), cause);
    }

    private void take() {
      if (ended.isDone()) {
        return;
      }
      try {
        if (reading.take(0)) {
          setAlarm();
        } else {
          end(null);
        }
      } catch (IOException | RuntimeException | Error e) {
        end(e);
      }
    }

    private void ring() {
      if (dueNanos != NEVER && nanoTime.getAsLong() - dueNanos >= 0) {
        take();
      } else {
        alarm.setNoLaterThan(dueNanos);
      }
    }

    private void setAlarm() {
      int millis = reading.patienceMillis();
      dueNanos =
          millis == Reading.FOREVER
              ? NEVER
              : nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
      alarm.setNoLaterThan(dueNanos);
    }

    void end(@Nullable Throwable failure) {
      if (ended.isDone()) {
        return;
      }
      registrations.forEach(IoRegistration::cancel);
      if (failure == null) {
        ended.complete(null);
      } else {
        ended.completeExceptionally(failure);
      }
    }

    /** One file among those that the loop waits for. */
    private final class Waited implements EpollIoHandle {
      private final FileDescriptor file;

      Waited(int file) {
        this.file = new FileDescriptor(file);
      }

      @Override
      public FileDescriptor fd() {
        return file;
      }

      @Override
      public void handle(IoRegistration registration, IoEvent event) {
        take();
        heard.run();
      }

      /** The loop ends. */
      @Override
      public void close() {
        end(null);
      }
    }
  }
}
