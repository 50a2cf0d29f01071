package org.navicast.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.driver.igtlink.IgtlFramer;
import org.navicast.driver.igtlink.IgtlLimits;
import org.navicast.driver.igtlink.IgtlMessage;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.driver.igtlink.IgtlType;
import org.navicast.driver.igtlink.Matrix;
import org.navicast.driver.igtlink.Metadata;

/** Two hands wrote these bytes and their decoder; they must agree. */
final class IgtlBytesTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L, 500_000_000);
  private static final long TIMESTAMP = 1_700_000_000L << 32 | 0x8000_0000L;
  private static final TrackerTool STYLUS =
      new TrackerTool("StylusTipToReference", true, 1, -2, 3.5, 0, 0);
  private static final TrackerTool NEEDLE =
      new TrackerTool("NeedleToReference", false, 0, 0, 0, 0, 0);
  private static final Matrix AT_STYLUS = new Matrix(1, 0, 0, -0f, 1, 0, 0, -0f, 1, 1, -2, 3.5f);
  private static final Matrix AT_NEEDLE = new Matrix(1, 0, 0, -0f, 1, 0, 0, -0f, 1, 0, 0, 0);

  @Test
  void writesTransforms() throws Exception {
    assertEquals(
        transform("StylusTipToReference", Map.of(), AT_STYLUS),
        decode(IgtlBytes.transform(1, TIME, STYLUS)));
    assertEquals(
        transform(
            "NeedleToReference",
            Map.of("TransformStatus", "OUT_OF_VIEW", "TransformValid", "false"),
            AT_NEEDLE),
        decode(IgtlBytes.transform(2, TIME, NEEDLE)));
  }

  @Test
  void writesTrackingData() throws Exception {
    List<IgtlMessage.TrackingData.Tool> tools =
        List.of(
            new IgtlMessage.TrackingData.Tool("StylusTipToReference", 2, AT_STYLUS),
            new IgtlMessage.TrackingData.Tool("NeedleToReference", 2, AT_NEEDLE));
    assertEquals(
        new IgtlMessage.TrackingData(new Envelope("Tracker", TIMESTAMP, Metadata.NONE), tools),
        decode(IgtlBytes.trackingData(1, TIME, List.of(STYLUS, NEEDLE))));
    Metadata metadata =
        new Metadata(
            Map.of("StylusTipToReferenceStatus", "OK", "NeedleToReferenceStatus", "OUT_OF_VIEW"));
    assertEquals(
        new IgtlMessage.TrackingData(new Envelope("Tracker", TIMESTAMP, metadata), tools),
        decode(IgtlBytes.trackingData(2, TIME, List.of(STYLUS, NEEDLE))));
  }

  private static IgtlMessage transform(String name, Map<String, String> metadata, Matrix matrix) {
    return new IgtlMessage.Transform(new Envelope(name, TIMESTAMP, new Metadata(metadata)), matrix);
  }

  private static IgtlMessage decode(byte[] bytes) throws Exception {
    List<IgtlMessage> messages = new ArrayList<>();
    new IgtlFramer(IgtlLimits.DEFAULT, IgtlType.OF_TRACKERS, messages::add)
        .feed(Unpooled.wrappedBuffer(bytes));
    assertEquals(1, messages.size());
    return messages.getFirst();
  }
}
