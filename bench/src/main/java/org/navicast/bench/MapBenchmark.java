package org.navicast.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.event.NaviEvent;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A report through the engine to the event that is told of it. The report is made here too, as its
 * driver would: its allocation is part of the figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapBenchmark {
  private static final String PEDALS = "pedals";
  private static final String CAP = "spacemouse";

  /** Every report is told: nothing is merged by rate. */
  private static final MotionSettings MOTION =
      new MotionSettings(
          MotionSettings.DEFAULT.shape(),
          0,
          MotionSettings.DEFAULT.silenceMillis(),
          MotionSettings.DEFAULT.leaseMillis());

  /** Longer than the debounce time, so that each edge counts. */
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Engine engine =
      new Engine(
          List.of(
              DeviceSettings.of(PEDALS, DeviceKind.FOOTSWITCH),
              DeviceSettings.of(CAP, DeviceKind.SIX_DOF).withMotion(MOTION)),
          this::told);
  private long nowNanos = Events.CAPTURED_NANOS;
  private boolean pressed;
  private NaviEvent last = Events.motion();

  /** Both devices are connected. */
  public MapBenchmark() {
    engine.accept(DeviceStatus.connected(PEDALS, nowNanos, "", ""), nowNanos);
    engine.accept(DeviceStatus.connected(CAP, nowNanos, "", ""), nowNanos);
  }

  /** A press, then its release, in turn. */
  @Benchmark
  public NaviEvent button() {
    nowNanos += STEP_NANOS;
    pressed = !pressed;
    engine.accept(new Button(PEDALS, nowNanos, "left", pressed), nowNanos);
    return last;
  }

  /** A deflection of all six axes. */
  @Benchmark
  public NaviEvent motion() {
    nowNanos += STEP_NANOS;
    engine.accept(new Motion(CAP, nowNanos, 0.12, -0.65, 0.33, -0.15, 0.77, -0.99), nowNanos);
    return last;
  }

  private void told(NaviEvent event) {
    last = event;
  }
}
