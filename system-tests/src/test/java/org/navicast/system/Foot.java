package org.navicast.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.navicast.app.hub.SystemTime;
import org.navicast.driver.simulator.Pty;

/**
 * A foot on a serial board, which taps and holds without a pause, whatever happens to the rest; and
 * the truth of when it did so. Two presses of one pedal are far enough apart that none can be taken
 * for another.
 *
 * <p>Times are microseconds since 1970 UTC. May be used from any thread.
 */
final class Foot implements AutoCloseable {
  private static final int LEAST_APART_MILLIS = 700;

  /** One press of one pedal; it is still down where {@code up} is {@link Long#MAX_VALUE}. */
  private record Press(long down, long up) {}

  private final Map<String, List<Press>> presses = new TreeMap<>();
  private final List<Thread> legs = new ArrayList<>();
  private @Nullable Pty cable;
  private volatile boolean ended;

  /** Begins to press each of the pedals, by chance. */
  Foot(Random random, String... pedals) {
    for (String pedal : pedals) {
      presses.put(pedal, new ArrayList<>());
      Random own = new Random(random.nextLong());
      legs.add(Thread.ofPlatform().daemon().name("foot on " + pedal).start(() -> go(pedal, own)));
    }
  }

  /** Where the board is plugged in from now on; nothing that was pressed before is told there. */
  synchronized void plug(@Nullable Pty into) {
    cable = into;
  }

  /** How long ago the newest press of that pedal began; never where there was none. */
  synchronized long sinceDown(String pedal, long now) {
    List<Press> all = presses.getOrDefault(pedal, List.of());
    return all.isEmpty() ? Long.MAX_VALUE : now - all.getLast().down;
  }

  /** How long the pedal has been up; 0 while it is down. */
  synchronized long sinceUp(String pedal, long now) {
    List<Press> all = presses.getOrDefault(pedal, List.of());
    return all.isEmpty() ? Long.MAX_VALUE : Math.max(0, now - all.getLast().up);
  }

  private void go(String pedal, Random random) {
    try {
      Thread.sleep(random.nextInt(LEAST_APART_MILLIS));
      while (!ended) {
        int held = random.nextBoolean() ? 40 + random.nextInt(160) : 300 + random.nextInt(900);
        down(pedal);
        Thread.sleep(held);
        up(pedal);
        Thread.sleep(LEAST_APART_MILLIS - Math.min(held, 300) + random.nextInt(300));
      }
    } catch (InterruptedException e) {
      // asked to end
    }
  }

  private synchronized void down(String pedal) {
    tell(pedal.toUpperCase(Locale.ROOT).charAt(0) + "1\n");
    // Afterwards: this thread may have stood still before, and nobody was told of anything.
    Objects.requireNonNull(presses.get(pedal))
        .add(new Press(SystemTime.epochMicros(), Long.MAX_VALUE));
  }

  private synchronized void up(String pedal) {
    tell(pedal.toUpperCase(Locale.ROOT).charAt(0) + "0\n");
    List<Press> all = Objects.requireNonNull(presses.get(pedal));
    all.add(new Press(all.removeLast().down, SystemTime.epochMicros()));
  }

  private void tell(String signal) {
    Pty now = cable;
    if (now != null) {
      try {
        now.write(signal.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // the plug was pulled in this moment
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread leg : legs) {
      leg.interrupt();
      leg.join();
    }
  }
}
