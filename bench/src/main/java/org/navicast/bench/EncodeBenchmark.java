package org.navicast.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.json.Sender;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An event to its envelope, into a direct buffer of the kind that goes to the socket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {
  private static final int TOOLS = 4;
  private static final int BUFFER_BYTES = 4 * 1024;
  private static final long EPOCH_MICROS = 1_795_000_000_500_000L;

  private final NaviEvent button = Events.button();
  private final NaviEvent motion = Events.motion();
  private final NaviEvent pose = Events.pose(TOOLS, EPOCH_MICROS - 1_000);
  private final NaviEvent poseOfOtherTime = Events.pose(TOOLS, EPOCH_MICROS - 3_600_000_000L);
  private final EventEncoder encoder =
      new EventEncoder(
          new Sender(
              "or-3",
              "0f8e2a9c-7d51-4b6e-9a13-5c2d8e7f6a41",
              "NAVICAST-7F3K2Q",
              "NAVICast",
              "CONTROLLER"));
  private final ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(BUFFER_BYTES);
  private long seq;

  /** Gives the buffer back. */
  @TearDown
  public void release() {
    out.release();
  }

  /** A press. */
  @Benchmark
  public int button() {
    return encode(button);
  }

  /** Six axes. */
  @Benchmark
  public int motion() {
    return encode(motion);
  }

  /** Four tools in one event, of a tracker whose clock agrees with ours. */
  @Benchmark
  public int poseOf4Tools() {
    return encode(pose);
  }

  /** The same of a tracker whose clock is an hour behind, as clocks without a network are. */
  @Benchmark
  public int poseOf4ToolsOfOtherTime() {
    return encode(poseOfOtherTime);
  }

  private int encode(NaviEvent event) {
    out.clear();
    seq++;
    encoder.encode(
        event,
        "OR-3",
        seq,
        Events.CAPTURED_NANOS + TimeUnit.MICROSECONDS.toNanos(37),
        EPOCH_MICROS,
        out);
    return out.readableBytes();
  }
}
