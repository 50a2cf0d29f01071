package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * Any bytes with right checksums, on to input events: a pose that is told as usable is a rigid one
 * in finite numbers, a switch is pressed and let go in turn.
 */
final class PoseTranslatorFuzzTest {
  private static final long MESSAGE_NANOS = 200_000_000;
  private static final double UNIT = 1e-9;
  private static final TypeTable TYPES = new TypeTable(IgtlType.OF_TRACKERS);
  private static final IgtlLimits LIMITS = new IgtlLimits(1 << 16, 1 << 16);

  static Stream<byte[]> seeds() {
    return StreamTrial.seeds();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void tellsOnlyWhatCanBeTrue(byte[] bytes) {
    if (bytes.length <= StreamTrial.MAX_BYTES) {
      new Trial().play(StreamTrial.withRightChecksums(bytes));
    }
  }

  /** One stream from its first byte on. */
  private static final class Trial {
    private final PoseTranslator translator = new PoseTranslator("tracker", "Tracker", this::see);
    private final IgtlFramer framer = new IgtlFramer(LIMITS, TYPES, this::take);
    private final Set<String> pressed = new HashSet<>();
    private long nowNanos;

    void play(byte[] bytes) {
      try {
        framer.feed(Unpooled.wrappedBuffer(bytes));
      } catch (IgtlException e) {
        assertFalse(e.reason().isEmpty());
      }
      translator.endReads();
      translator.switches().tick(nowNanos + ToolSwitches.SILENCE_NANOS);
      assertEquals(Set.of(), pressed, "pressed though nothing was heard for long");
    }

    /** Each message comes alone, some time after the one before. */
    private void take(IgtlMessage message) {
      nowNanos += MESSAGE_NANOS;
      translator.startRead(nowNanos);
      translator.switches().tick(nowNanos);
      translator.accept(message);
    }

    private void see(InputEvent event) {
      switch (event) {
        case Pose pose -> {
          assertFalse(pose.tools().isEmpty());
          assertFalse(pose.frame().isEmpty());
          pose.tools().forEach(Trial::see);
        }
        case Button button ->
            assertTrue(
                button.pressed()
                    ? pressed.add(button.control())
                    : pressed.remove(button.control()));
        case ButtonLost lost -> assertTrue(pressed.remove(lost.control()));
        case Doubt doubt -> assertEquals(doubt.count() == 0, doubt.reason().isEmpty());
        default -> throw new AssertionError(event);
      }
    }

    private static void see(ToolPose tool) {
      assertFalse(tool.name().isEmpty());
      if (tool.status() == ToolPose.Status.OK) {
        assertTrue(Double.isFinite(tool.x() + tool.y() + tool.z()), tool.name());
        double length =
            tool.qx() * tool.qx()
                + tool.qy() * tool.qy()
                + tool.qz() * tool.qz()
                + tool.qw() * tool.qw();
        assertEquals(1, length, UNIT);
      } else {
        assertEquals(ToolPose.without(tool.name(), tool.status()), tool);
      }
    }
  }
}
