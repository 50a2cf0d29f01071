package org.navicast.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.app.control.Feed;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.outbox.Fate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What an event costs more in a gateway that may be looked into, while nobody looks: it passes the
 * feed as it is made, and again as it is handed on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookBenchmark {
  private final Feed feed = new Feed(System::nanoTime);
  private final Consumer<NaviEvent> direct = this::told;
  private final Consumer<NaviEvent> seen = feed.seeing(this::told);
  private final NaviEvent event = Events.button();
  private NaviEvent last = event;

  /** Nobody may look. */
  @Benchmark
  public NaviEvent direct() {
    direct.accept(event);
    return last;
  }

  /** Somebody may look, and nobody does. */
  @Benchmark
  public NaviEvent unwatched() {
    seen.accept(event);
    feed.became(event, Fate.SENT);
    return last;
  }

  private void told(NaviEvent told) {
    last = told;
  }
}
