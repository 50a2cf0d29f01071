package org.navicast.driver.sixdof;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Bytes of a Magellan to its records, one read at a time. In the decoder's package, since nobody
 * else has a use for it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MagellanDecodeBenchmark {
  private static final int KEY_RECORDS = 2;

  private static final byte[] MOTION = ascii("dH00AH30MG9?6H0B3HA00GKDN\r");
  private static final byte[] KEYS = ascii("kA00\rk000\r");

  private final MagellanDecoder decoder = new MagellanDecoder();
  private MagellanMessage last = new MagellanMessage.ResetReply();

  /** A deflection of all six axes. */
  @Benchmark
  public Object motion() {
    decoder.decode(MOTION, MOTION.length, this::take);
    return last;
  }

  /** A key that goes down and up; the figure is for one record. */
  @Benchmark
  @OperationsPerInvocation(KEY_RECORDS)
  public Object keys() {
    decoder.decode(KEYS, KEYS.length, this::take);
    return last;
  }

  private void take(MagellanMessage message) {
    last = message;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
