package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navicast.driver.igtlink.RawMessage.TIME;
import static org.navicast.driver.igtlink.RawMessage.extended;
import static org.navicast.driver.igtlink.RawMessage.join;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.driver.igtlink.IgtlMessage.Status;
import org.navicast.driver.igtlink.IgtlMessage.TrackingData;
import org.navicast.driver.igtlink.IgtlMessage.Transform;

final class IgtlFramerTest {

  /** 90 degrees about z, at (10.5, −20.25, 30). */
  private static final Matrix ABOUT_Z = new Matrix(0, 1, 0, -1, 0, 0, 0, 0, 1, 10.5f, -20.25f, 30);

  /** 90 degrees about x, at (1, 2, 3). */
  private static final Matrix ABOUT_X = new Matrix(1, 0, 0, 0, 0, 1, 0, -1, 0, 1, 2, 3);

  private static final Matrix IDENTITY = new Matrix(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0);

  private static final byte[] GOOD = RawMessage.transform("Good", TIME, 1, 2, 3);

  private final List<IgtlMessage> messages = new ArrayList<>();
  private final IgtlFramer framer =
      new IgtlFramer(IgtlLimits.DEFAULT, IgtlType.OF_TRACKERS, messages::add);

  @Test
  void decodesEachVector() throws Exception {
    Metadata seen = metadata(Map.of("TransformStatus", "ok", "TransformValid", "true"));
    Metadata lost = metadata(Map.of("TransformStatus", "OUT_OF_VIEW", "TransformValid", "false"));
    Metadata whole = metadata(Map.of("IGTL_DEVICE_NAME", "StylusTipToPatientReference"));
    Metadata tools =
        metadata(
            Map.of(
                "NeedleToReferenceStatus", "OUT_OF_VOLUME",
                "NeedleToReferenceIndex", "1",
                "StylusTipToReferenceStatus", "OK",
                "StylusTipToReferenceIndex", "0"));
    List<TrackingData.Tool> two =
        List.of(
            new TrackingData.Tool("StylusTipToReference", 2, ABOUT_Z),
            new TrackingData.Tool("NeedleToReference", 4, ABOUT_X));
    Envelope probe = envelope("ProbeToTracker", Metadata.NONE);

    assertVector("transform-v1", transform("StylusTipToReference", Metadata.NONE));
    assertVector(
        "transform-v1-zero-time",
        new Transform(new Envelope("Pointer", 0, Metadata.NONE), ABOUT_X));
    assertVector("transform-v2", new Transform(probe, ABOUT_Z));
    assertVector("transform-v2-empty-metadata", new Transform(probe, ABOUT_Z));
    assertVector("transform-v2-longer-extension", new Transform(probe, ABOUT_Z));
    assertVector("transform-v2-ok", transform("StylusTipToReference", seen));
    assertVector(
        "transform-v2-missing", new Transform(envelope("NeedleToReference", lost), IDENTITY));
    assertVector("transform-v2-long-name", transform("StylusTipToPatientRe", whole));
    assertVector("tdata-v1", new TrackingData(envelope("Tracker", Metadata.NONE), two));
    assertVector("tdata-v2", new TrackingData(envelope("Tracker", tools), two));
    assertVector("tdata-v1-empty", new TrackingData(envelope("Tracker", Metadata.NONE), List.of()));
    assertVector(
        "status-v1-keep-alive", new Status(new Envelope("", 0, Metadata.NONE), 1, 0, "", ""));
    assertVector(
        "status-v2-fault",
        new Status(envelope("Camera", Metadata.NONE), 18, -7, "LampBroken", "the lamp is dark"));
    assertVector(
        "status-v1-bare", new Status(envelope("Camera", Metadata.NONE), 4, 0, "NoSuchCamera", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-v2-unknown", "get-status-v1", "full-fields-v1-unknown"})
  void passesOverWhatItDoesNotKnow(String vector) throws Exception {
    feed(Vectors.bytes(vector));
    feed(GOOD);
    assertEquals(1, framer.skipped());
    assertEquals(1, messages.size());
  }

  @Test
  void joinsAndSplitsAnywhere() throws Exception {
    byte[] stream = Vectors.stream();
    feed(stream);
    List<IgtlMessage> whole = List.copyOf(messages);
    assertEquals(Vectors.NAMES.size() - Vectors.UNKNOWN, whole.size());
    for (int chunk = 1; chunk <= stream.length; chunk++) {
      List<IgtlMessage> parts = new ArrayList<>();
      var chunked = new IgtlFramer(IgtlLimits.DEFAULT, IgtlType.OF_TRACKERS, parts::add);
      for (int at = 0; at < stream.length; at += chunk) {
        ByteBuf part = Unpooled.wrappedBuffer(stream, at, Math.min(chunk, stream.length - at));
        chunked.feed(part);
        assertEquals(0, part.readableBytes());
      }
      assertEquals(whole, parts, "chunks of " + chunk);
      assertEquals(Vectors.UNKNOWN, chunked.skipped());
    }
  }

  @Test
  void readsDirectMemoryAsWellAsTheHeap() throws Exception {
    feed(Vectors.stream());
    List<IgtlMessage> fromHeap = List.copyOf(messages);
    messages.clear();
    ByteBuf direct = Unpooled.directBuffer().writeBytes(Vectors.stream());
    framer.feed(direct);
    direct.release();
    assertEquals(fromHeap, messages);
  }

  @Test
  void dropsWhatWasDamagedAndGoesOn() throws Exception {
    for (int at = 58; at < GOOD.length; at++) {
      byte[] damaged = GOOD.clone();
      damaged[at] ^= 0x10;
      feed(join(damaged, GOOD));
    }
    assertEquals(48, framer.crcMismatches());
    assertEquals(48, messages.size());
    assertEquals(0, framer.malformed());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 256, 0x5452, 0xFFFF})
  void endsAtAnotherVersion(int version) {
    byte[] header = RawMessage.header(version, "TRANSFORM", "", 0, 48, 0);
    IgtlException e =
        assertThrows(IgtlException.class, () -> feed(join(GOOD, header, new byte[48])));
    assertEquals("header version " + version + " instead of 1 or 2", e.reason());
    assertEquals(GOOD.length, e.offset());
    assertEquals(1, messages.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 20) + 1, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1, -48})
  void endsAtASizeOverTheLimit(long size) {
    byte[] header = RawMessage.header(1, "TRANSFORM", "", 0, size, 0);
    IgtlException e = assertThrows(IgtlException.class, () -> feed(join(GOOD, header)));
    assertEquals(
        "body of " + Long.toUnsignedString(size) + " bytes, more than the limit of 1048576",
        e.reason());
    assertEquals(GOOD.length + 42, e.offset());
  }

  @Test
  void endsAtASizeOverTheLimitWhenTheHeaderCameInParts() throws Exception {
    byte[] header = RawMessage.header(1, "IMAGE", "", 0, -1, 0);
    feed(Arrays.copyOf(header, 50));
    IgtlException e =
        assertThrows(IgtlException.class, () -> feed(Arrays.copyOfRange(header, 50, 58)));
    assertEquals(42, e.offset());
  }

  @Test
  void saysWhereAFaultIsWhateverWayTheMessagesBeforeItCame() throws Exception {
    feed(Arrays.copyOf(GOOD, 30));
    feed(Arrays.copyOfRange(GOOD, 30, GOOD.length));
    byte[] unknown = RawMessage.of(1, "IMAGE", "", 0, new byte[0]);
    feed(Arrays.copyOf(unknown, 30));
    feed(Arrays.copyOfRange(unknown, 30, unknown.length));
    byte[] other = RawMessage.header(3, "TRANSFORM", "", 0, 48, 0);
    IgtlException e = assertThrows(IgtlException.class, () -> feed(other));
    assertEquals(GOOD.length + unknown.length, e.offset());
  }

  @Test
  void aBodyMayBeAsLongAsTheLimit() throws Exception {
    var exact = new IgtlFramer(new IgtlLimits(48, 100), IgtlType.OF_TRACKERS, messages::add);
    exact.feed(Unpooled.wrappedBuffer(GOOD));
    exact.feed(Unpooled.wrappedBuffer(RawMessage.of(1, "IMAGE", "", 0, new byte[100])));
    exact.feed(Unpooled.wrappedBuffer(GOOD));
    assertEquals(2, messages.size());
    assertEquals(1, exact.skipped());
  }

  @Test
  void passesOverAVolumeWithoutHoldingIt() throws Exception {
    long size = 200L << 20;
    feed(RawMessage.header(2, "IMAGE", "Volume", TIME, size, 0));
    ByteBuf part = Unpooled.wrappedBuffer(new byte[1 << 20]);
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    for (long sent = 0; sent < size; sent += part.capacity()) {
      part.readerIndex(0);
      framer.feed(part);
    }
    assertTrue(bean.getCurrentThreadAllocatedBytes() - before < 1 << 16);
    feed(GOOD);
    assertEquals(1, messages.size());
    assertEquals(1, framer.skipped());
  }

  @Test
  void allocatesNothingForWhatItPassesOver() throws Exception {
    byte[] image = Vectors.bytes("image-v2-unknown");
    ByteBuf many = Unpooled.buffer();
    for (int i = 0; i < 1_000; i++) {
      many.writeBytes(image);
    }
    framer.feed(many.readerIndex(0));
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    bean.getCurrentThreadAllocatedBytes();
    long before = bean.getCurrentThreadAllocatedBytes();
    framer.feed(many.readerIndex(0));
    assertTrue(bean.getCurrentThreadAllocatedBytes() - before < 1_000);
    assertEquals(2_000, framer.skipped());
  }

  @Test
  void refusesContentsThatAreNotOfTheirType() throws Exception {
    assertMalformed(1, "TRANSFORM", new byte[0], "TRANSFORM of 0 bytes instead of 48", 58);
    assertMalformed(1, "TRANSFORM", new byte[47], "TRANSFORM of 47 bytes instead of 48", 58);
    assertMalformed(1, "TRANSFORM", new byte[49], "TRANSFORM of 49 bytes instead of 48", 58);
    assertMalformed(1, "TDATA", new byte[71], "TDATA of 71 bytes, no multiple of 70", 58);
    assertMalformed(1, "STATUS", new byte[29], "STATUS of 29 bytes, less than 30", 58);
    assertMalformed(
        2,
        "TRANSFORM",
        join(extended(12, 0, 0), new byte[40]),
        "TRANSFORM of 40 bytes instead of 48",
        70);
  }

  @Test
  void refusesExtendedHeadersThatLie() throws Exception {
    String longer = "extended header and metadata longer than the body";
    assertMalformed(2, "STATUS", new byte[11], "body too short for its extended header", 58);
    assertMalformed(
        2, "STATUS", extended(11, 0, 0), "extended header of 11 bytes, less than 12", 58);
    assertMalformed(2, "STATUS", extended(13, 0, 0), longer, 58);
    assertMalformed(2, "STATUS", extended(0xFFFF, 0, 0), longer, 58);
    assertMalformed(2, "STATUS", extended(12, 0xFFFF, 0), longer, 58);
    assertMalformed(2, "STATUS", extended(12, 0, 0xFFFF_FFFFL), longer, 58);
    assertMalformed(2, "STATUS", extended(12, 2, 0xFFFF_FFFEL), longer, 58);
  }

  @Test
  void refusesMetadataThatDoesNotFit() throws Exception {
    byte[] content = new byte[30];
    byte[] onePair = {0, 1, 0, 3, 0, 3, 0, 0, 0, 3};
    assertMalformed(
        2,
        "STATUS",
        join(extended(12, 0, 1), content, new byte[1]),
        "metadata without its header",
        58 + 42);
    assertMalformed(
        2,
        "STATUS",
        join(extended(12, 1, 0), content, new byte[1]),
        "metadata header too short for its count",
        58 + 42);
    assertMalformed(
        2,
        "STATUS",
        join(extended(12, 2, 0), content, new byte[] {(byte) 0xFF, (byte) 0xFF}),
        "metadata header too short for 65535 pairs",
        58 + 42);
    assertMalformed(
        2,
        "STATUS",
        join(extended(12, 10, 5), content, onePair, new byte[5]),
        "metadata pair longer than the metadata",
        58 + 44);
    byte[] endless = {0, 1, 0, 3, 0, 3, -1, -1, -1, -1};
    assertMalformed(
        2,
        "STATUS",
        join(extended(12, 10, 6), content, endless, new byte[6]),
        "metadata pair longer than the metadata",
        58 + 44);
  }

  @Test
  void cutsAStatusTextThatGoesOnAndOn() throws Exception {
    byte[] body = new byte[1000];
    Arrays.fill(body, 30, 1000, (byte) 'x');
    feed(RawMessage.of(1, "STATUS", "", 0, body));
    assertEquals("x".repeat(256), assertInstanceOf(Status.class, messages.getFirst()).text());
  }

  @Test
  void takesAWordThatIsTooLongOrSaidTwiceForOneThatCannotBeRead() throws Exception {
    String unreadable = Metadata.UNREADABLE;
    assertMetadata(Map.of("Status", unreadable), "Status", "OK".repeat(200));
    assertMetadata(Map.of("Status", unreadable), "Status", "x".repeat(256));
    assertMetadata(Map.of("Status", "x".repeat(255)), "Status", "x".repeat(255));
    assertMetadata(Map.of("Status", unreadable), "Status", "MISSING", "Status", "OK");
    assertMetadata(Map.of("Status", "OK"), "Status", "OK", "Status", "OK");
    assertMetadata(Map.of("x".repeat(249) + "Status", "OK"), "x".repeat(300) + "Status", "OK");
    assertMetadata(Map.of("AToBIndex", "0"), "AToBIndex", "0", "PatientName", "nobody");
    assertMetadata(Map.of(), "Stat", "OK", "Indexes", "0", "x".repeat(300), "y");
  }

  private void assertMetadata(Map<String, String> expected, String... pairs) throws Exception {
    messages.clear();
    feed(RawMessage.withMetadata("TRANSFORM", "AToB", TIME, new byte[48], pairs));
    assertEquals(expected, messages.getFirst().envelope().metadata().values());
  }

  @Test
  void dropsWhatHasNoChecksumUnlessItIsOptional() throws Exception {
    byte[] unsummed = GOOD.clone();
    Arrays.fill(unsummed, 50, 58, (byte) 0);
    byte[] wrong = GOOD.clone();
    wrong[57] ^= 1;
    feed(join(unsummed, wrong));
    assertEquals(List.of(), messages);
    assertEquals(2, framer.crcMismatches());
    assertEquals(1, framer.unsummed());

    var lenient =
        new IgtlFramer(new IgtlLimits(1 << 20, 1 << 20, true), IgtlType.OF_TRACKERS, messages::add);
    lenient.feed(Unpooled.wrappedBuffer(unsummed, wrong));
    assertEquals(1, messages.size());
    assertEquals(1, lenient.crcMismatches());
    assertEquals(0, lenient.unsummed());
  }

  @Test
  void knowsInWhichVersionAMessageCame() throws Exception {
    feed(GOOD);
    assertEquals(1, framer.version());
    feed(Vectors.bytes("transform-v2"));
    assertEquals(2, framer.version());
  }

  @Test
  void keepsOneTextForANameThatComesAgain() throws Exception {
    feed(join(GOOD, GOOD));
    assertSame(messages.get(0).envelope().deviceName(), messages.get(1).envelope().deviceName());
  }

  @Test
  void tellsApartMoreNamesThanItKeeps() throws Exception {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2_000; i++) {
        messages.clear();
        feed(RawMessage.transform("Tool" + i, TIME, 0, 0, 0));
        assertEquals("Tool" + i, messages.getFirst().envelope().deviceName());
      }
    }
  }

  private void assertVector(String vector, IgtlMessage expected) throws Exception {
    messages.clear();
    feed(Vectors.bytes(vector));
    assertEquals(List.of(expected), messages, vector);
  }

  /** Refused with that reason and place, and what follows it is decoded. */
  private void assertMalformed(int version, String type, byte[] body, String reason, long offset)
      throws Exception {
    List<IgtlMessage> after = new ArrayList<>();
    var fresh = new IgtlFramer(IgtlLimits.DEFAULT, IgtlType.OF_TRACKERS, after::add);
    byte[] bytes = RawMessage.of(version, type, "Liar", TIME, body);
    fresh.feed(Unpooled.wrappedBuffer(GOOD, bytes, GOOD));
    assertEquals(2, after.size(), reason);
    assertEquals(1, fresh.malformed());
    IgtlException fault = fresh.lastMalformed();
    assertNotNull(fault);
    assertEquals(reason, fault.reason());
    assertEquals(GOOD.length + offset, fault.offset());
  }

  private void feed(byte[] bytes) throws IgtlException {
    framer.feed(Unpooled.wrappedBuffer(bytes));
  }

  private static Transform transform(String name, Metadata metadata) {
    return new Transform(envelope(name, metadata), ABOUT_Z);
  }

  private static Envelope envelope(String name, Metadata metadata) {
    return new Envelope(name, TIME, metadata);
  }

  private static Metadata metadata(Map<String, String> values) {
    return new Metadata(values);
  }
}
