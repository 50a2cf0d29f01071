package org.navicast.gateway.runtime;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.navicast.cast.words.FloodGate;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on its event loop: the one place where device threads, timers and the hub's events
 * meet.
 *
 * <p>A report that arrives on the loop goes straight into the engine. One from a device's own
 * thread takes a slot of a bounded queue and, if none is under way, one wake-up; nothing on that
 * way locks, waits or allocates. The reports of a device reach the engine in the order in which
 * they were made.
 *
 * <p>More than the queue holds is not kept: continuous reports are dropped but for the newest, and
 * a device that lost a discrete one lets go of what it holds (see {@link Engine#overload}).
 *
 * <p>What was read after the loop stood still is of unknown age (see {@link StandstillWatch}); the
 * engine is told so.
 *
 * <p>A failure of the engine costs the device whose report caused it, never the loop.
 */
public final class EngineLoop implements InputSink {
  /** About a second of four devices at 1000 Hz. */
  static final int QUEUE_CAPACITY = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);

  private static final String ENGINE_FAILED = "the gateway failed on what came from it";
  private static final long AFTER_FAILURE_NANOS = 100_000_000;

  /** For so long a program loads its own classes; that it stands still then is no news. */
  private static final long STARTING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long STANDSTILL_LINES_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final EventLoop loop;
  private final Engine engine;
  private final LongSupplier nanoTime;
  private final long madeNanos;
  private final Queue<InputEvent> queue = new MpscAtomicArrayQueue<>(QUEUE_CAPACITY);
  private final List<Overflow> overflowed = new ArrayList<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Runnable wakeUp = this::wokenUp;
  private final Alarm alarm;
  private final StandstillWatch watch;
  private final FloodGate standstillLines;
  private final ObjLongConsumer<Engine> flushing;
  private final Set<String> complaints = new HashSet<>();

  /** One for each device, by its name; replaced whole. */
  private volatile Map<String, Overflow> overflowOf = Map.of();

  /** The same, for the loop to go through. */
  private Overflow[] overflows = {};

  /** Of devices that are there no more. */
  private final AtomicLong droppedBefore = new AtomicLong();

  private volatile Consumer<String> whenFaulted = device -> {};

  /** The engine is at work: what it causes on this thread comes after it, not in between. */
  private boolean busy;

  /**
   * @param loop the one thread that the engine is used on from now on
   * @param nanoTime the monotonic clock, in nanoseconds; the one that reports are stamped with
   * @param flush called on the loop after the engine has taken all that was there: what it said may
   *     go out now, in the best order
   */
  public EngineLoop(EventLoop loop, Engine engine, LongSupplier nanoTime, Runnable flush) {
    this(loop, engine, nanoTime, flush, StandstillWatch.none());
  }

  /**
   * The same.
   *
   * @param watch of that loop
   */
  public EngineLoop(
      EventLoop loop, Engine engine, LongSupplier nanoTime, Runnable flush, StandstillWatch watch) {
    this.loop = loop;
    this.watch = watch;
    this.standstillLines = new FloodGate(nanoTime, STANDSTILL_LINES_NANOS, 1);
    this.flushing = (here, nowNanos) -> flush.run();
    this.engine = engine;
    this.nanoTime = nanoTime;
    this.madeNanos = nanoTime.getAsLong();
    this.alarm = new Alarm(loop, nanoTime, this::work);
    renewOverflows();
    watch.whenStood(this::stoodStill);
  }

  /**
   * @throws IllegalArgumentException when the engine has no device of that name, which is an error
   *     in the driver
   */
  @Override
  public void accept(InputEvent event) {
    Overflow overflow = overflowOf.get(event.device());
    if (overflow == null) {
      throw new IllegalArgumentException("no device is called " + event.device());
    }
    if (loop.inEventLoop() && !busy) {
      watch.look();
      // What waits is older.
      takeQueued();
      deliver(asOldAsItMayBe(event));
      doWhatIsDue();
      return;
    }
    if (overflow.isUsed() || !queue.offer(event)) {
      overflow.add(event);
    }
    wake();
  }

  /**
   * Does something with the engine on the loop, given the time, after all reports that came before;
   * at once if this is the loop. So the hub's side asks for {@code Engine::announce}.
   */
  public void post(ObjLongConsumer<Engine> task) {
    if (loop.inEventLoop() && !busy) {
      watch.look();
      takeQueued();
      perform(task);
      doWhatIsDue();
    } else {
      loop.execute(() -> post(task));
    }
  }

  /**
   * Does something that may give the engine other devices, as {@link #post} does. Those that it
   * takes away must have been silenced before.
   *
   * @return completes on the loop when it is done
   */
  CompletableFuture<Void> change(ObjLongConsumer<Engine> task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    post(
        (here, nowNanos) -> {
          try {
            task.accept(here, nowNanos);
          } finally {
            renewOverflows();
            done.complete(null);
          }
        });
    return done;
  }

  private void renewOverflows() {
    Map<String, Overflow> before = overflowOf;
    Map<String, Overflow> renewed = new LinkedHashMap<>();
    for (DeviceState device : engine.devices()) {
      String name = device.device();
      renewed.put(name, before.getOrDefault(name, new Overflow(name)));
    }
    for (Overflow overflow : overflows) {
      if (!renewed.containsKey(overflow.device())) {
        droppedBefore.addAndGet(overflow.dropped());
      }
    }
    overflows = renewed.values().toArray(Overflow[]::new);
    overflowOf = renewed;
  }

  /** True on the thread that the engine lives on. */
  public boolean isCurrentThread() {
    return loop.inEventLoop();
  }

  /** How many reports were dropped because the gateway could not keep up; from any thread. */
  public long dropped() {
    return droppedBefore.get() + overflowOf.values().stream().mapToLong(Overflow::dropped).sum();
  }

  /** The same of one device; 0 of one that the engine does not have. */
  public long dropped(String device) {
    Overflow overflow = overflowOf.get(device);
    return overflow == null ? 0 : overflow.dropped();
  }

  /** How often the loop stood still; on the loop. */
  public long standstills() {
    return watch.count();
  }

  /** Called on the loop with the name of a device whose report the engine failed on. */
  void whenFaulted(Consumer<String> handler) {
    whenFaulted = handler;
  }

  private void wake() {
    // The queue's own write of its index comes before this read, the reset in wokenUp before its
    // reading of the index: whoever finds a wake-up under way is seen by it.
    if (!awake.get() && awake.compareAndSet(false, true)) {
      try {
        loop.execute(wakeUp);
      } catch (RejectedExecutionException e) {
        LOG.debug("A report came after the event loop had ended", e);
      }
    }
  }

  private void wokenUp() {
    awake.set(false);
    work();
  }

  private void work() {
    watch.look();
    takeQueued();
    doWhatIsDue();
  }

  /** What is held is let go before anything that was read meanwhile is taken. */
  private void stoodStill(long stoodNanos) {
    perform((here, nowNanos) -> here.stoodStill(stoodNanos, nowNanos));
    boolean starting = nanoTime.getAsLong() - madeNanos < STARTING_NANOS;
    long counted = starting ? FloodGate.COUNTED : standstillLines.admit("");
    if (counted != FloodGate.COUNTED) {
      LOG.warn(
          "the gateway stood still for {} ms{}: what was held is let go, and what was pressed"
              + " meanwhile is not told; where that comes again, give it more of the processor",
          TimeUnit.NANOSECONDS.toMillis(stoodNanos),
          counted == 0 ? "" : ", and " + counted + " times since it was last said");
    }
    work();
  }

  /** A press that may have waited to be read counts from when it may have been made. */
  private InputEvent asOldAsItMayBe(InputEvent event) {
    if (event instanceof Button button && button.pressed() && !button.isTimed()) {
      long sinceNanos = watch.waitedSinceNanos(button.capturedNanos());
      return sinceNanos == button.capturedNanos()
          ? event
          : new Button(button.device(), sinceNanos, button.control(), true);
    }
    return event;
  }

  private void takeQueued() {
    for (Overflow overflow : overflows) {
      if (overflow.isUsed()) {
        overflowed.add(overflow);
      }
    }
    // What went over is younger than what was in the queue then, which is no more than a whole one.
    int left = QUEUE_CAPACITY;
    InputEvent event = queue.poll();
    while (event != null) {
      deliver(event);
      event = --left > 0 ? queue.poll() : null;
    }
    if (!overflowed.isEmpty()) {
      overflowed.forEach(this::takeOverflow);
      overflowed.clear();
    }
    if (left == 0) {
      // Others on this loop want their turn too.
      wake();
    }
  }

  private void takeOverflow(Overflow overflow) {
    Overflow.Rest rest = overflow.take();
    if (rest.buttonLost()) {
      perform((here, nowNanos) -> here.overload(overflow.device(), nowNanos));
    }
    if (rest.status() != null) {
      deliver(rest.status());
    }
    if (rest.motion() != null) {
      deliver(rest.motion());
    }
  }

  private void deliver(InputEvent event) {
    busy = true;
    try {
      if (watch.doubts(event.capturedNanos())) {
        engine.acceptOfUnknownAge(event, nanoTime.getAsLong());
      } else {
        engine.accept(event, nanoTime.getAsLong());
      }
    } catch (RuntimeException | LinkageError e) {
      complain(event.device() + ": " + ENGINE_FAILED, e);
      fault(event.device());
    } finally {
      busy = false;
    }
  }

  private void fault(String device) {
    perform(
        (here, nowNanos) ->
            here.accept(
                new DeviceStatus(
                    device, nowNanos, DeviceStatus.State.FAULTED, ENGINE_FAILED, "", ""),
                nowNanos));
    whenFaulted.accept(device);
  }

  private void perform(ObjLongConsumer<Engine> task) {
    busy = true;
    try {
      task.accept(engine, nanoTime.getAsLong());
    } catch (RuntimeException | LinkageError e) {
      complain("the gateway failed on a task of its own", e);
    } finally {
      busy = false;
    }
  }

  private void doWhatIsDue() {
    long nowNanos = nanoTime.getAsLong();
    if (engine.nextDueNanos() <= nowNanos) {
      perform(Engine::tick);
    }
    long dueNanos = engine.nextDueNanos();
    // Still due means that the tick failed; it must not be tried again at once, for ever.
    alarm.setNoLaterThan(dueNanos <= nowNanos ? nowNanos + AFTER_FAILURE_NANOS : dueNanos);
    perform(flushing);
  }

  private void complain(String what, Throwable e) {
    // Once each: a report that fails may come a thousand times a second.
    if (complaints.add(what + ' ' + e.getClass().getName())) {
      LOG.error("{}; please report this", what, e);
    }
  }
}
