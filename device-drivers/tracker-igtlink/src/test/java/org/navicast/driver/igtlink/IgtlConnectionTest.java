package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navicast.driver.igtlink.RawMessage.TIME;
import static org.navicast.driver.igtlink.RawMessage.TIME_MICROS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.navicast.driver.igtlink.TrackerConfig.Protocol;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** A connection whose bytes and clock the test holds in its hands. */
final class IgtlConnectionTest {
  private static final byte[] GOOD = RawMessage.transform("AToB", TIME, 1, 2, 3);

  private final List<InputEvent> events = new ArrayList<>();
  private CompletableFuture<Void> end = new CompletableFuture<>();
  private final ServerMemory memory = new ServerMemory();
  private long nowNanos = 1_000;

  @Test
  void saysThatItIsConnectedAndGreets() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    assertEquals(
        List.of(DeviceStatus.connected("camera", 1_000, "OpenIGTLink plus.example.org:18944", "")),
        events);
    assertSent("greeting-v2", channel);
    assertNull(channel.readOutbound());
  }

  @Test
  void asksForTrackingDataWhereItIsTold() {
    EmbeddedChannel channel = connect(Protocol.AUTO, true, 0);
    assertSent("greeting-v2", channel);
    assertSent("stt-tdata-v2", channel);
  }

  @Test
  void doesNotGreetAServerOfVersion1() {
    EmbeddedChannel channel = connect(Protocol.VERSION_1, true, 0);
    assertSent("stt-tdata-v1", channel);
    assertNull(channel.readOutbound());
  }

  @Test
  void greetsInVersion1AfterAServerBrokeTheConnectionUnheard() {
    connect(Protocol.AUTO, true, 0).close();
    assertEnd(
        "the OpenIGTLink server at plus.example.org:18944 closed the connection before it sent anything,"
            + " as servers of version 1 do when they are greeted in version 2; it is greeted in"
            + " version 1 next (protocol: 1 does so at once, protocol: 2 never)");
    end = new CompletableFuture<>();
    EmbeddedChannel next = connect(Protocol.AUTO, true, 0);
    assertSent("stt-tdata-v1", next);
    assertNull(next.readOutbound());
  }

  @Test
  void greetsInVersion2AgainAfterAServerThatWasHeard() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    read(channel, Vectors.bytes("image-v2-unknown"));
    channel.close();
    assertEnd("the OpenIGTLink server at plus.example.org:18944 closed the connection");
    assertEquals(2, memory.nextVersion());
  }

  @Test
  void blamesNoGreetingForAnEndOfItsOwn() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    end.complete(null);
    channel.close();
    assertEquals(2, memory.nextVersion());
  }

  @Test
  void doesNotFallBackWhereTheVersionIsGiven() {
    connect(Protocol.VERSION_2, false, 0).close();
    assertEnd("the OpenIGTLink server at plus.example.org:18944 closed the connection");
  }

  @Test
  void tellsARefusalAndAsksAgainUntilItIsGranted() {
    EmbeddedChannel channel = connect(Protocol.VERSION_1, true, 0);
    assertSent("stt-tdata-v1", channel);
    read(channel, Vectors.bytes("rts-tdata-v2"));
    DeviceStatus told = assertInstanceOf(DeviceStatus.class, events.getLast());
    assertEquals(DeviceStatus.State.FAULTED, told.state());
    assertEquals(
        "the OpenIGTLink server at plus.example.org:18944 refuses to send tracking data (RTS_TDATA:"
            + " error); see there why, or leave out request-tdata if it sends by itself",
        told.reason());
    assertTrue(channel.isOpen());

    assertSentQuery("GET_CAPABIL", channel);
    events.clear();
    pass(channel, TrackingRequest.AGAIN_SECONDS);
    assertSent("stt-tdata-v1", channel);
    read(channel, Vectors.bytes("rts-tdata-v2"));
    assertEquals(List.of(), statuses());
    pass(channel, TrackingRequest.AGAIN_SECONDS);
    assertSent("stt-tdata-v1", channel);
    nowNanos = 7;
    read(channel, Vectors.bytes("rts-tdata-v1"));
    assertEquals(
        List.of(DeviceStatus.connected("camera", 7, "OpenIGTLink plus.example.org:18944", "")),
        statuses());
    pass(channel, TrackingRequest.AGAIN_SECONDS);
    assertNull(channel.readOutbound());
  }

  @Test
  void takesDataAfterARefusalForAnAnswer() {
    EmbeddedChannel channel = connect(Protocol.VERSION_1, true, 0);
    read(channel, Vectors.bytes("rts-tdata-v2"));
    events.clear();
    read(channel, Vectors.bytes("tdata-v1"));
    assertInstanceOf(DeviceStatus.class, events.getFirst());
    assertInstanceOf(Pose.class, events.getLast());
    drain(channel);
    channel.close();
    pass(channel, TrackingRequest.AGAIN_SECONDS);
    assertNull(channel.readOutbound());
  }

  @Test
  void asksOnceEachTimeOfAServerThatRefusesTwice() {
    EmbeddedChannel channel = connect(Protocol.VERSION_1, true, 0);
    byte[] refusal = Vectors.bytes("rts-tdata-v2");
    drain(channel);
    read(channel, RawMessage.join(refusal, refusal));
    int asked = 0;
    for (int second = 0; second < 55; second++) {
      pass(channel, 1);
      for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
        boolean isRequest = text(sent).startsWith("STT_TDATA");
        sent.release();
        if (isRequest) {
          asked++;
          read(channel, RawMessage.join(refusal, refusal));
        }
      }
    }
    assertEquals(11, asked);
  }

  @Test
  void asksForQuaternionsWhereTheServerSpeaksThese() {
    EmbeddedChannel channel = connect(Protocol.VERSION_1, true, 0);
    assertSent("stt-tdata-v1", channel);
    read(channel, capability("TDATA", "QTDATA"));
    assertNull(channel.readOutbound(), "matrices will do");
    read(channel, capability("STATUS", "QTDATA"));
    assertSentQuery("STT_QTDATA", channel);
    read(channel, capability("STATUS", "QTDATA"));
    assertNull(channel.readOutbound(), "once");
    read(channel, RawMessage.of(1, "RTS_QTDATA", "", 0, new byte[] {1}));
    assertSentQuery("GET_CAPABIL", channel);
    pass(channel, TrackingRequest.AGAIN_SECONDS);
    assertSentQuery("STT_QTDATA", channel);
    read(channel, Vectors.bytes("qtdata-v1"));
    pass(channel, TrackingRequest.AGAIN_SECONDS);
    assertNull(channel.readOutbound());
  }

  @Test
  void asksAgainInVersion2AsSoonAsTheServerHasSaidSomething() {
    memory.ended(2, false);
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    assertNull(channel.readOutbound());
    read(channel, GOOD);
    assertSent("greeting-v2", channel);
    read(channel, GOOD);
    assertNull(channel.readOutbound(), "once");
    read(channel, switchWord("OUT_OF_VIEW"));
    Pose last = assertInstanceOf(Pose.class, events.getLast());
    assertEquals(ToolPose.Status.MISSING, last.tools().getFirst().status());
    channel.close();
    assertEquals(2, memory.nextVersion());
  }

  @Test
  void doesNotAskAServerAgainThatTheAskingBroke() {
    memory.ended(2, false);
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    read(channel, GOOD);
    assertSent("greeting-v2", channel);
    channel.close();
    assertEnd(
        "the OpenIGTLink server at plus.example.org:18944 closed the connection after it was asked"
            + " for version 2, as servers of version 1 do; it is not asked on the next connection"
            + " (protocol: 1 never asks)");
    end = new CompletableFuture<>();
    EmbeddedChannel next = connect(Protocol.AUTO, false, 0);
    read(next, GOOD);
    assertNull(next.readOutbound());
  }

  @Test
  void blamesTheAskingForNoEndThatComesLater() {
    memory.ended(2, false);
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    read(channel, GOOD);
    pass(channel, 5);
    channel.close();
    assertEnd("the OpenIGTLink server at plus.example.org:18944 closed the connection");
    assertTrue(memory.isAskedAgain());
  }

  @Test
  void asksNoServerThatIsSaidToSpeakVersion1() {
    EmbeddedChannel channel = connect(Protocol.VERSION_1, false, 0);
    read(channel, GOOD);
    assertNull(channel.readOutbound());
  }

  @Test
  void saysOnceWhyNoPoseComesOfWhatIsSent() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    byte[] unsummed = GOOD.clone();
    Arrays.fill(unsummed, 50, 58, (byte) 0);
    byte[] wrong = GOOD.clone();
    wrong[57] ^= 1;
    byte[] ownLayout = RawMessage.of(1, "POSITION", "AToB", TIME, new byte[152]);
    events.clear();
    read(channel, RawMessage.join(unsummed, unsummed, wrong, ownLayout));
    read(channel, unsummed);
    assertEquals(
        List.of(
            doubt(
                "unsummed",
                "it sends messages without a checksum, which are dropped; checksum: optional takes"
                    + " them",
                2),
            doubt(
                "checksum",
                "it sends messages with a wrong checksum, which are dropped; look at the network, or"
                    + " at how its program computes CRC-64",
                1),
            doubt(
                "malformed",
                "it sends messages that are not laid out as the protocol has it, and are dropped"
                    + " (POSITION of 152 bytes instead of 12, 24 or 28)",
                1),
            doubt(
                "unsummed",
                "it sends messages without a checksum, which are dropped; checksum: optional takes"
                    + " them",
                1)),
        doubts());
  }

  @Test
  void saysThatNoToolWasToldOfUntilOneIs() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    read(channel, Vectors.bytes("image-v2-unknown"));
    read(channel, Vectors.bytes("status-v1-keep-alive"));
    pass(channel, 4);
    assertEquals(List.of(), doubts());
    pass(channel, 1);
    assertEquals(
        List.of(
            Doubt.lasting(
                "camera",
                nowNanos,
                "no tools",
                "it is connected and has told of no tool: 1 messages tell of none, 1 are of types"
                    + " that are passed over, 0 were dropped; look at what it is set to send, or"
                    + " ask it by request-tdata")),
        doubts());
    read(channel, GOOD);
    assertEquals(Doubt.over("camera", nowNanos, "no tools"), doubts().getLast());
    int count = doubts().size();
    read(channel, GOOD);
    assertEquals(count, doubts().size());
  }

  @Test
  void saysThatTheStateOfToolsIsNotKnownUntilItIs() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    read(channel, GOOD);
    pass(channel, 5);
    assertEquals(
        List.of(
            Doubt.lasting(
                "camera",
                nowNanos,
                "no states",
                "it does not say whether it sees its tools (header version 1), so a lost one is"
                    + " missing only once it falls silent or is told at the origin; let it tell"
                    + " their state, as PLUS does in version 2")),
        doubts());
    read(channel, switchWord("OK"));
    assertEquals(Doubt.over("camera", nowNanos, "no states"), doubts().getLast());
  }

  @Test
  void saysNothingOfAServerThatTellsTheStateOfItsTools() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    read(channel, switchWord("OK"));
    pass(channel, 60);
    assertEquals(List.of(), doubts());
    channel.close();
  }

  @Test
  void saysNothingAfterItsEnd() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    channel.close();
    pass(channel, 5);
    assertEquals(List.of(), doubts());
  }

  @Test
  void takesBackThePressOfAToolThatFellSilent() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    nowNanos = 0;
    read(channel, switchWord("OK"));
    read(channel, switchWord("SWITCH1_IS_ON"));
    passMillis(channel, 300);
    read(channel, switchWord("SWITCH1_IS_ON"));
    passMillis(channel, 499);
    assertEquals(
        List.of(new Button("camera", 0, "A.switch1", true)),
        events.stream().filter(e -> !(e instanceof Pose || e instanceof DeviceStatus)).toList());
    passMillis(channel, 1);
    assertEquals(
        new ButtonLost("camera", TimeUnit.MILLISECONDS.toNanos(800), "A.switch1"),
        events.getLast());
  }

  @Test
  void stampsAllOfOneReadWithItsTime() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    events.clear();
    nowNanos = 5_000;
    read(channel, RawMessage.join(GOOD, RawMessage.transform("CToB", TIME, 1, 2, 3)));
    assertEquals(
        List.of(new Pose("camera", 5_000, "B", TIME_MICROS, List.of(ok("A"), ok("C")))), events);
  }

  @Test
  void stampsAMessageInPartsWithTheTimeOfItsEnd() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    events.clear();
    nowNanos = 5_000;
    channel.writeInbound(Unpooled.wrappedBuffer(GOOD, 0, 100));
    assertEquals(List.of(), events);
    nowNanos = 6_000;
    channel.writeInbound(Unpooled.wrappedBuffer(GOOD, 100, GOOD.length - 100));
    assertEquals(List.of(new Pose("camera", 6_000, "B", TIME_MICROS, List.of(ok("A")))), events);
  }

  @Test
  void endsWhenTheServerHasBeenSilentForTooLong() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 10);
    pass(channel, 9);
    read(channel, GOOD);
    pass(channel, 9);
    assertFalse(end.isDone());
    pass(channel, 1);
    assertEnd("the OpenIGTLink server at plus.example.org:18944 has been silent for 10 seconds");
    assertFalse(channel.isOpen());
  }

  @Test
  void endsAtOnceAtWhatIsNoOpenIgtLink() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    events.clear();
    read(channel, RawMessage.join(GOOD, new byte[58]));
    assertEnd(
        "what plus.example.org:18944 sends is no OpenIGTLink that can be followed"
            + " (header version 0 instead of 1 or 2 at byte 106)");
    assertEquals(1, events.size());
    assertFalse(channel.isOpen());
  }

  @Test
  void tellsWhatWasDroppedBeforeTheEnd() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    byte[] damaged = GOOD.clone();
    damaged[80] ^= 1;
    read(channel, damaged);
    read(channel, RawMessage.of(1, "TRANSFORM", "AToB", TIME, new byte[48]));
    read(channel, Vectors.bytes("status-v2-fault"));
    channel.close();
    assertEnd(
        "the OpenIGTLink server at plus.example.org:18944 closed the connection; until then"
            + " 1 damaged messages, 1 refused poses and 1 reports of faults");
  }

  @Test
  void tellsWhatCameDamagedOnceForEachRead() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    byte[] damaged = GOOD.clone();
    damaged[80] ^= 1;
    byte[] tooShort = RawMessage.of(1, "TRANSFORM", "AToB", TIME, new byte[12]);
    events.clear();
    nowNanos = 2_000;
    read(channel, RawMessage.join(damaged, tooShort, damaged));
    nowNanos = 3_000;
    read(channel, GOOD);
    read(channel, RawMessage.join(damaged, new byte[58]));
    assertEquals(
        List.of(new Damage("camera", 2_000, 2, 1), new Damage("camera", 3_000, 1, 0)),
        events.stream().filter(Damage.class::isInstance).toList());
  }

  @Test
  void releasesWhatItReads() {
    EmbeddedChannel channel = connect(Protocol.AUTO, false, 0);
    ByteBuf bytes = Unpooled.copiedBuffer(GOOD);
    channel.writeInbound(bytes);
    assertEquals(0, bytes.refCnt());
    end.complete(null);
    events.clear();
    ByteBuf late = Unpooled.copiedBuffer(GOOD);
    channel.writeInbound(late);
    assertEquals(0, late.refCnt());
    assertEquals(List.of(), events);
  }

  private EmbeddedChannel connect(Protocol protocol, boolean tdata, int silenceSeconds) {
    var config =
        new TrackerConfig(
            "plus.example.org",
            18944,
            "Tracker",
            List.of(),
            protocol,
            tdata,
            50,
            silenceSeconds,
            0,
            IgtlLimits.DEFAULT);
    var context =
        new DriverContext(
            "camera",
            () -> nowNanos,
            () -> {
              throw new AssertionError("the channel is given");
            });
    var channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addLast(new IgtlConnection(config, context, memory, events::add, end));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private void pass(EmbeddedChannel channel, int seconds) {
    passMillis(channel, TimeUnit.SECONDS.toMillis(seconds));
  }

  private void passMillis(EmbeddedChannel channel, long millis) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private static byte[] switchWord(String word) {
    byte[] pair = ("TransformStatus" + word).getBytes(StandardCharsets.US_ASCII);
    byte[] header = {0, 1, 0, 15, 0, 3, 0, 0, 0, (byte) word.length()};
    byte[] pose = RawMessage.floats(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3);
    return RawMessage.of(
        2,
        "TRANSFORM",
        "AToB",
        TIME,
        RawMessage.join(RawMessage.extended(12, 10, pair.length), pose, header, pair));
  }

  private List<Doubt> doubts() {
    return events.stream().filter(Doubt.class::isInstance).map(Doubt.class::cast).toList();
  }

  private List<InputEvent> statuses() {
    return events.stream().filter(DeviceStatus.class::isInstance).toList();
  }

  private Doubt doubt(String topic, String reason, int count) {
    return Doubt.of("camera", nowNanos, topic, reason, count);
  }

  private static byte[] capability(String... types) {
    byte[] body = new byte[12 * types.length];
    for (int i = 0; i < types.length; i++) {
      byte[] word = types[i].getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(word, 0, body, 12 * i, word.length);
    }
    return RawMessage.of(1, "CAPABILITY", "", 0, body);
  }

  private static void drain(EmbeddedChannel channel) {
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      sent.release();
    }
  }

  private static void assertSentQuery(String type, EmbeddedChannel channel) {
    ByteBuf sent = Objects.requireNonNull(channel.readOutbound());
    assertTrue(text(sent).startsWith(type), type);
    sent.release();
  }

  /** The type of a message and what follows. */
  private static String text(ByteBuf message) {
    return message.toString(2, 12, StandardCharsets.US_ASCII);
  }

  private void assertEnd(String reason) {
    assertTrue(end.isCompletedExceptionally());
    assertEquals(reason, end.exceptionNow().getMessage());
  }

  private static void read(EmbeddedChannel channel, byte[] bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
  }

  private static void assertSent(String vector, EmbeddedChannel channel) {
    ByteBuf sent = Objects.requireNonNull(channel.readOutbound());
    assertArrayEquals(Vectors.bytes(vector), ByteBufUtil.getBytes(sent));
    sent.release();
  }

  private static ToolPose ok(String name) {
    return new ToolPose(name, ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);
  }
}
