package org.navicast.app.figures;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.outbox.Fate;

/**
 * Counts what happens on a link and how old events are when they are handed on, on its event loop.
 */
public final class LinkTally implements HubClient.Listener {
  /** What is older is counted as so old. */
  private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(1);

  /** Of one in a hundred, so that a bucket is never far from what was measured. */
  private static final int DIGITS = 2;

  private final LongSupplier nanoTime;
  private final Map<String, Histogram> ages = new TreeMap<>();
  private final Map<HubState, Long> changes = new EnumMap<>(HubState.class);
  private HubState state = HubState.STOPPED;
  private long tokensRenewed;
  private long tokensNotRenewed;

  /**
   * What was counted until a moment.
   *
   * @param ages microseconds from capture to hand-over to the socket, by the name of the event
   * @param changes how often the link came into each state
   */
  record Counted(
      HubState state,
      Map<HubState, Long> changes,
      long tokensRenewed,
      long tokensNotRenewed,
      Map<String, Histogram> ages) {}

  /**
   * @param nanoTime the monotonic clock that events are stamped with, in nanoseconds
   */
  public LinkTally(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (HubState each : HubState.values()) {
      changes.put(each, 0L);
    }
  }

  @Override
  public void changed(HubState next, String reason) {
    state = next;
    changes.merge(next, 1L, Long::sum);
  }

  @Override
  public void token(boolean isRenewed) {
    if (isRenewed) {
      tokensRenewed++;
    } else {
      tokensNotRenewed++;
    }
  }

  @Override
  public void became(NaviEvent event, Fate fate) {
    if (fate == Fate.SENT) {
      long micros = TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - event.capturedNanos());
      ages.computeIfAbsent(event.name(), _ -> new Histogram(MAX_MICROS, DIGITS))
          .recordValue(Math.clamp(micros, 0, MAX_MICROS));
    }
  }

  /** What was counted so far; a copy. */
  Counted counted() {
    Map<String, Histogram> copies = new TreeMap<>();
    ages.forEach((name, histogram) -> copies.put(name, histogram.copy()));
    return new Counted(state, Map.copyOf(changes), tokensRenewed, tokensNotRenewed, copies);
  }
}
