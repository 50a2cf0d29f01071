package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.navicast.gateway.input.InputEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * OpenIGTLink from memory, in reads as large as the event loop's; the figure is for one message. In
 * the driver's package, since its translator is nobody else's business.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IgtlDecodeBenchmark {
  private static final int TOOLS = 4;
  private static final int MESSAGES = 512;
  private static final int FRAME_MILLIS = 10;
  private static final int TYPE_BYTES = 12;
  private static final int NAME_BYTES = 20;
  private static final long EPOCH_SECONDS = 1_795_000_000L;

  private final ByteBuf transforms = messages("TRANSFORM");

  /** The same bytes under a name that is not decoded. */
  private final ByteBuf others = messages("SENSOR");

  private final IgtlFramer framer =
      new IgtlFramer(IgtlLimits.DEFAULT, IgtlType.OF_TRACKERS, this::take);
  private final PoseTranslator translator = new PoseTranslator("tracker", "Tracker", this::tell);
  private final IgtlFramer translated =
      new IgtlFramer(IgtlLimits.DEFAULT, IgtlType.OF_TRACKERS, translator::accept);
  private Object last = "";

  /** Gives the buffers back. */
  @TearDown
  public void release() {
    transforms.release();
    others.release();
  }

  /** The floor: the bytes of a TRANSFORM merely read, eight at a time. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long read() {
    long mixed = 0;
    int end = transforms.writerIndex();
    for (int at = 0; at <= end - Long.BYTES; at += Long.BYTES) {
      mixed ^= transforms.getLong(at);
    }
    return mixed;
  }

  /** TRANSFORM, its checksum, its matrix. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public Object transform() throws IgtlException {
    framer.feed(transforms.readerIndex(0));
    return last;
  }

  /** The same, and on to the poses of four tools that the engine takes. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public Object transformToPose() throws IgtlException {
    translated.feed(transforms.readerIndex(0));
    return last;
  }

  /** A message of a kind that nobody asked for. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long skipped() throws IgtlException {
    framer.feed(others.readerIndex(0));
    return framer.skipped();
  }

  private void take(IgtlMessage message) {
    last = message;
  }

  private void tell(InputEvent event) {
    last = event;
  }

  private static ByteBuf messages(String type) {
    ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer();
    for (int i = 0; i < MESSAGES; i++) {
      write(out, type, i % TOOLS, i / TOOLS);
    }
    return out;
  }

  /** Layout: OpenIGTLink protocol version 2, header and TRANSFORM. */
  private static void write(ByteBuf out, String type, int tool, int frame) {
    out.writeShort(1);
    text(out, type, TYPE_BYTES);
    text(out, "Tool" + tool + "ToTracker", NAME_BYTES);
    long millis = (long) frame * FRAME_MILLIS;
    long fraction = (millis << 32) / 1000;
    out.writeLong((EPOCH_SECONDS << 32) + fraction);
    out.writeLong(Matrix.BYTES);
    int crcAt = out.writerIndex();
    out.writeLong(0);
    int bodyAt = out.writerIndex();
    float angle = 0.3f + 0.5f * tool + 0.001f * frame;
    float c = (float) Math.cos(angle);
    float s = (float) Math.sin(angle);
    for (float element :
        new float[] {c, s, 0, -s, c, 0, 0, 0, 1, 123.456f + frame, -45.67f * tool, 1456.789f}) {
      out.writeFloat(element);
    }
    out.setLong(crcAt, Crc64.of(out, bodyAt, out.writerIndex() - bodyAt));
  }

  private static void text(ByteBuf out, String text, int bytes) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(ascii).writeZero(bytes - ascii.length);
  }
}
