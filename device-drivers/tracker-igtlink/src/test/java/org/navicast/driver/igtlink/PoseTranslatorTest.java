package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navicast.driver.igtlink.RawMessage.TIME;
import static org.navicast.driver.igtlink.RawMessage.TIME_MICROS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.driver.igtlink.IgtlMessage.TrackingData;
import org.navicast.driver.igtlink.IgtlMessage.Transform;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

final class PoseTranslatorTest {
  private static final Matrix SHIFT = new Matrix(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3);
  private static final Matrix ZERO = new Matrix(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final long LATER = TIME + (1L << 31);

  private final List<InputEvent> events = new ArrayList<>();
  private final PoseTranslator translator =
      new PoseTranslator(
          "camera", new TransformNames("Room", List.of("UltrasoundHeadToReference")), events::add);

  @Test
  void tellsToolFrameTimeAndPlace() {
    read(42, transform("StylusTipToTracker", TIME));
    assertEquals(List.of(pose(42, "Tracker", TIME_MICROS, ok("StylusTip"))), events);
  }

  @Test
  void usesTheConfiguredFrameForANameWithoutOne() {
    read(1, transform("Pointer", TIME));
    assertEquals(List.of(pose(1, "Room", TIME_MICROS, ok("Pointer"))), events);
  }

  @Test
  void prefersTheWholeNameInTheMetadata() {
    read(
        1,
        transform(
            "StylusTipToPatientRe",
            TIME,
            Map.of("IGTL_DEVICE_NAME", "StylusTipToPatientReference")));
    assertEquals(List.of(pose(1, "PatientReference", TIME_MICROS, ok("StylusTip"))), events);
  }

  @Test
  void knowsThatZeroIsNoTime() {
    read(1, transform("AToB", 0));
    assertEquals(List.of(pose(1, "B", Pose.NO_TRACKER_TIME, ok("A"))), events);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000000000000001, 0",
    "0x0000000100000000, 1000000",
    "0x00000001FFFFFFFF, 1999999",
    "0xFFFFFFFF80000000, 4294967295500000"
  })
  void convertsTimes(String timestamp, long micros) {
    read(1, transform("AToB", Long.parseUnsignedLong(timestamp.substring(2), 16)));
    assertEquals(List.of(pose(1, "B", micros, ok("A"))), events);
  }

  @Test
  void putsTogetherWhatOneReadBroughtOfOneTimeAndFrame() {
    read(5, transform("AToRef", TIME), transform("BToRef", TIME), transform("CToRef", TIME));
    assertEquals(List.of(pose(5, "Ref", TIME_MICROS, ok("A"), ok("B"), ok("C"))), events);
  }

  @Test
  void makesOnePoseOfEachFrameEvenWhenTheyAlternate() {
    read(5, transform("AToRef", TIME), transform("RefToTracker", TIME), transform("BToRef", TIME));
    assertEquals(
        List.of(
            pose(5, "Ref", TIME_MICROS, ok("A"), ok("B")),
            pose(5, "Tracker", TIME_MICROS, ok("Ref"))),
        events);
  }

  @Test
  void keepsTimesApartAndInOrder() {
    read(
        5,
        transform("AToRef", TIME),
        transform("BToRef", TIME),
        transform("AToRef", LATER),
        transform("BToRef", LATER));
    assertEquals(
        List.of(
            pose(5, "Ref", TIME_MICROS, ok("A"), ok("B")),
            pose(5, "Ref", TIME_MICROS + 500_000, ok("A"), ok("B"))),
        events);
  }

  @Test
  void putsTogetherWhatFilledMoreThanOneRead() {
    translator.startRead(5);
    translator.accept(transform("AToRef", TIME));
    translator.startRead(6);
    translator.accept(transform("BToRef", TIME));
    translator.startRead(7);
    translator.accept(transform("AToRef", LATER));
    translator.endReads();
    assertEquals(
        List.of(
            pose(6, "Ref", TIME_MICROS, ok("A"), ok("B")),
            pose(7, "Ref", TIME_MICROS + 500_000, ok("A"))),
        events);
  }

  @Test
  void doesNotWaitForWhatIsNotThereYet() {
    read(5, transform("AToRef", TIME));
    read(6, transform("BToRef", TIME));
    assertEquals(
        List.of(pose(5, "Ref", TIME_MICROS, ok("A")), pose(6, "Ref", TIME_MICROS, ok("B"))),
        events);
  }

  @Test
  void neverPutsTogetherWhatHasNoTime() {
    read(5, transform("AToRef", 0), transform("BToRef", 0));
    assertEquals(
        List.of(
            pose(5, "Ref", Pose.NO_TRACKER_TIME, ok("A")),
            pose(5, "Ref", Pose.NO_TRACKER_TIME, ok("B"))),
        events);
  }

  @Test
  void takesTheSameToolAgainForNews() {
    read(
        5,
        transform("AToRef", TIME),
        transform("BToRef", TIME),
        transform("AToRef", TIME, Map.of("TransformStatus", "MISSING")));
    assertEquals(
        List.of(
            pose(5, "Ref", TIME_MICROS, ok("A"), ok("B")),
            pose(5, "Ref", TIME_MICROS, missing("A"))),
        events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OK", "ok", "Ok"})
  void believesAGoodStatus(String status) {
    read(1, transform("AToB", TIME, Map.of("TransformStatus", status, "TransformValid", "True")));
    assertEquals(List.of(pose(1, "B", TIME_MICROS, ok("A"))), events);
  }

  @ParameterizedTest
  @CsvSource({
    "TransformStatus, MISSING",
    "TransformStatus, OUT_OF_VIEW",
    "TransformStatus, out_of_volume",
    "TransformStatus, something new",
    "TransformStatus, ''",
    "Status, INVALID",
    "TransformValid, false",
    "TransformValid, FALSE",
    "TransformValid, perhaps"
  })
  void doubtsAnyOther(String key, String value) {
    read(1, transform("AToB", TIME, Map.of(key, value)));
    assertEquals(List.of(pose(1, "B", TIME_MICROS, missing("A"))), events);
    assertEquals(0, translator.invalidPoses());
  }

  @Test
  void takesASwitchThatIsOnForAToolThatIsSeenAndPressed() {
    read(1, transform("AToB", TIME, Map.of("TransformStatus", "OK", "TransformValid", "true")));
    events.clear();
    read(
        2,
        transform(
            "AToB", TIME, Map.of("TransformStatus", "SWITCH2_IS_ON", "TransformValid", "false")));
    assertEquals(
        List.of(new Button("camera", 2, "A.switch2", true), pose(2, "B", TIME_MICROS, ok("A"))),
        events);
  }

  @Test
  void findsTheSwitchesOfATdataByTheirTools() {
    List<TrackingData.Tool> tools = List.of(tool("AToRef", SHIFT), tool("BToRef", SHIFT));
    Map<String, String> off = Map.of("AToRefStatus", "OK", "BToRefStatus", "OK");
    Map<String, String> on = Map.of("AToRefStatus", "OK", "BToRefStatus", "switch1_is_on");
    read(1, new TrackingData(envelope("Tracker", TIME, off), tools));
    events.clear();
    read(2, new TrackingData(envelope("Tracker", TIME, on), tools));
    assertEquals(
        List.of(
            new Button("camera", 2, "B.switch1", true),
            pose(2, "Ref", TIME_MICROS, ok("A"), ok("B"))),
        events);
  }

  @Test
  void marksAndCountsAMatrixThatIsNoPose() {
    read(1, new Transform(envelope("AToB", TIME, Map.of()), ZERO));
    assertEquals(List.of(pose(1, "B", TIME_MICROS, invalid("A"))), events);
    assertEquals(1, translator.invalidPoses());
  }

  @Test
  void doesNotLookAtTheMatrixOfAToolThatIsNotSeen() {
    Map<String, String> lost = Map.of("TransformStatus", "OUT_OF_VIEW");
    read(1, new Transform(envelope("AToB", TIME, lost), ZERO));
    assertEquals(List.of(pose(1, "B", TIME_MICROS, missing("A"))), events);
    assertEquals(0, translator.invalidPoses());
  }

  @Test
  void keepsTheToolsOfATdataTogether() {
    read(
        9,
        new TrackingData(
            envelope(
                "Tracker",
                0,
                Map.of("BToRefStatus", "OUT_OF_VIEW", "AToRefStatus", "OK", "CToRefStatus", "OK")),
            List.of(tool("AToRef", SHIFT), tool("BToRef", SHIFT), tool("CToRef", ZERO))));
    assertEquals(
        List.of(pose(9, "Ref", Pose.NO_TRACKER_TIME, ok("A"), missing("B"), invalid("C"))), events);
  }

  @Test
  void keepsATdataApartFromTransforms() {
    read(
        9,
        transform("AToRef", TIME),
        new TrackingData(
            envelope("Tracker", TIME, Map.of()), List.of(tool("B", SHIFT), tool("C", SHIFT))),
        transform("DToRef", TIME));
    assertEquals(
        List.of(
            pose(9, "Ref", TIME_MICROS, ok("A")),
            pose(9, "Room", TIME_MICROS, ok("B"), ok("C")),
            pose(9, "Ref", TIME_MICROS, ok("D"))),
        events);
  }

  @Test
  void takesQuaternionsAsWellAsMatrices() {
    Placement there = new Placement(1, 2, 3, 0, 0, 0, 0.5f);
    read(9, new IgtlMessage.Position(envelope("AToRef", TIME, Map.of()), there));
    read(9, new IgtlMessage.QuaternionTransform(envelope("AToRef", TIME, Map.of()), there));
    read(
        9,
        new IgtlMessage.QuaternionTrackingData(
            envelope("Tracker", TIME, Map.of("AToRefStatus", "OK", "BToRefStatus", "OUT_OF_VIEW")),
            List.of(
                new IgtlMessage.QuaternionTrackingData.PlacedTool("AToRef", 2, there),
                new IgtlMessage.QuaternionTrackingData.PlacedTool("BToRef", 2, there))));
    assertEquals(
        List.of(
            pose(9, "Ref", TIME_MICROS, ok("A")),
            pose(9, "Ref", TIME_MICROS, ok("A")),
            pose(9, "Ref", TIME_MICROS, ok("A"), missing("B"))),
        events);
  }

  @Test
  void marksAndCountsAQuaternionThatTurnsNowhere() {
    Placement nowhere = new Placement(1, 2, 3, 0, 0, 0, 0);
    read(9, new IgtlMessage.Position(envelope("AToRef", TIME, Map.of()), nowhere));
    assertEquals(List.of(pose(9, "Ref", TIME_MICROS, invalid("A"))), events);
    assertEquals(1, translator.invalidPoses());
  }

  @Test
  void makesNothingOfATdataWithoutTools() {
    read(9, new TrackingData(envelope("Tracker", TIME, Map.of()), List.of()));
    assertEquals(List.of(), events);
  }

  @Test
  void tellsAFaultUntilAllIsWellButNoSignsOfLife() {
    Envelope camera = envelope("Camera", 0, Map.of());
    Envelope server = envelope("", 0, Map.of());
    read(1, new IgtlMessage.Status(camera, 1, 0, "", ""));
    read(2, new IgtlMessage.Status(camera, 13, 0, "Warming", "for the patient of room 3"));
    read(3, new IgtlMessage.Status(server, 1, 0, "", ""));
    read(4, new IgtlMessage.Status(server, 99, 0, "", ""));
    read(5, new IgtlMessage.Status(camera, 1, 0, "", ""));
    read(6, new IgtlMessage.Status(camera, 1, 0, "", ""));
    assertEquals(2, translator.faultStatuses());
    assertEquals(
        List.of(
            Doubt.lasting(
                "camera",
                2,
                "status Camera",
                "the server says of Camera: not ready (STATUS 13); look there why"),
            Doubt.lasting(
                "camera",
                4,
                "status ",
                "the server says of itself: no word of the protocol (STATUS 99); look there why"),
            Doubt.over("camera", 5, "status Camera")),
        events);
  }

  @Test
  void remembersTheFaultsOfNoMoreDevicesThanThereCanBe() {
    for (int i = 0; i < 100; i++) {
      read(1, new IgtlMessage.Status(envelope("D" + i, 0, Map.of()), 2, 0, "", ""));
    }
    assertEquals(16, events.size());
    assertEquals(100, translator.faultStatuses());
  }

  @Test
  void findsTheWholeNameOfAToolOfATdataByItsIndex() {
    read(
        9,
        new TrackingData(
            envelope(
                "Tracker",
                TIME,
                Map.of(
                    "UltrasoundProbeToTrackerIndex", "0",
                    "UltrasoundProbeToTrackerStatus", "OUT_OF_VIEW",
                    "UltrasoundProbeToTransducerIndex", "1",
                    "UltrasoundProbeToTransducerStatus", "OK")),
            List.of(tool("UltrasoundProbeToTra", SHIFT), tool("UltrasoundProbeToTra", SHIFT))));
    assertEquals(
        List.of(
            pose(9, "Tracker", TIME_MICROS, missing("UltrasoundProbe")),
            pose(9, "Transducer", TIME_MICROS, ok("UltrasoundProbe"))),
        events);
  }

  @Test
  void findsItByTheOnlyStatusThatItCanBe() {
    Map<String, String> states = Map.of("UltrasoundProbeToTrackerStatus", "OK");
    read(
        9,
        new TrackingData(
            envelope("Tracker", TIME, states), List.of(tool("UltrasoundProbeToTra", SHIFT))));
    assertEquals(List.of(pose(9, "Tracker", TIME_MICROS, ok("UltrasoundProbe"))), events);
  }

  @Test
  void refusesToolsThatACutMadeTheSame() {
    refuses(Map.of(), "UltrasoundProbeToTra", "UltrasoundProbeToTra");
    refuses(
        Map.of("UltrasoundProbeToTrackerStatus", "OK"),
        "UltrasoundProbeToTra",
        "UltrasoundProbeToTra");
    refuses(
        Map.of("UltrasoundProbeToTrackerStatus", "OK", "UltrasoundProbeToTransducerStatus", "OK"),
        "UltrasoundProbeToTra");
    refuses(Map.of("UltrasoundProbeToTrackerIndex", "1"), "UltrasoundProbeToTra");
    refuses(Map.of(), "UltrasoundHeadToRefe", "UltrasoundHeadToRefe");
  }

  @Test
  void saysOfANameThatWasCutThatItNamesNothing() {
    read(9, transform("StylusTipToReference", TIME));
    assertEquals(
        List.of(
            Doubt.of(
                "camera",
                9,
                "cut StylusTipToReference",
                "the name StylusTipToReference fills all its 20 bytes and may be cut, so nothing is"
                    + " told of that tool; use a shorter one, or give the whole one under names",
                1)),
        events);
    events.clear();
    refuses(Map.of(), "TwentyBytesOfOneTool");
    refuses(Map.of(), "Größe des Körpers!!");
  }

  @Test
  void believesAFullNameOfPlusWhichTellsWhereItCuts() {
    read(9, transform("StylusTipToReference", TIME, Map.of("TransformValid", "true")));
    read(9, transform("StylusTipToReference", TIME, Map.of("TransformStatus", "OK")));
    assertEquals(
        List.of(
            pose(9, "Reference", TIME_MICROS, ok("StylusTip")),
            pose(9, "Reference", TIME_MICROS, ok("StylusTip"))),
        events);
    events.clear();
    read(9, transform("StylusTipToReference", TIME, Map.of("IGTL_DEVICE_NAME", "")));
    assertTrue(events.getFirst() instanceof Doubt, "it cut, and its name cannot be read");
  }

  @Test
  void findsTheWholeNameInTheConfiguration() {
    read(9, transform("UltrasoundHeadToRefe", TIME));
    read(
        9,
        new TrackingData(
            envelope("Tracker", TIME, Map.of()), List.of(tool("UltrasoundHeadToRefe", SHIFT))));
    assertEquals(
        List.of(
            pose(9, "Reference", TIME_MICROS, ok("UltrasoundHead")),
            pose(9, "Reference", TIME_MICROS, ok("UltrasoundHead"))),
        events);
  }

  @Test
  void takesTheIdentityWithoutAWordForAToolThatIsNotSeen() {
    Matrix identity = new Matrix(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -0f, 0);
    read(9, new Transform(envelope("AToB", TIME, Map.of()), identity));
    assertEquals(pose(9, "B", TIME_MICROS, missing("A")), events.getLast());
    assertEquals(
        "A in B is told at the origin, not turned, and without a word on its state, so it is taken"
            + " to be missing",
        ((Doubt) events.getFirst()).reason());
    events.clear();
    Placement origin = new Placement(0, 0, 0, 0, 0, 0, -1);
    read(9, new IgtlMessage.Position(envelope("AToB", TIME, Map.of()), origin));
    assertEquals(pose(9, "B", TIME_MICROS, missing("A")), events.getLast());
    events.clear();
    read(9, new Transform(envelope("AToB", TIME, Map.of("TransformStatus", "OK")), identity));
    assertEquals(ToolPose.Status.OK, ((Pose) events.getFirst()).tools().getFirst().status());
  }

  @Test
  void doubtsAToolOfWhichAMessageSaysNothingThoughItTellsTheStateOfOthers() {
    read(
        9,
        new TrackingData(
            envelope("Tracker", TIME, Map.of("AToRefStatus", "OK")),
            List.of(tool("AToRef", SHIFT), tool("BToRef", SHIFT))));
    assertEquals(List.of(pose(9, "Ref", TIME_MICROS, ok("A"), missing("B"))), events);
  }

  @Test
  void keepsTheOrderOfWhatHasATimeAndWhatHasNone() {
    read(5, transform("AToRef", TIME), transform("BToRef", 0), transform("CToRef", TIME));
    assertEquals(
        List.of(
            pose(5, "Ref", TIME_MICROS, ok("A")),
            pose(5, "Ref", Pose.NO_TRACKER_TIME, ok("B")),
            pose(5, "Ref", TIME_MICROS, ok("C"))),
        events);
  }

  @Test
  void aMessageOfSeveralToolsIsAMomentOfItsOwn() {
    Envelope tracker = envelope("Tracker", TIME, Map.of());
    IgtlMessage matrices = new TrackingData(tracker, List.of(tool("BToRef", SHIFT)));
    IgtlMessage quaternions =
        new IgtlMessage.QuaternionTrackingData(
            tracker,
            List.of(
                new IgtlMessage.QuaternionTrackingData.PlacedTool(
                    "BToRef", 2, new Placement(1, 2, 3, 0, 0, 0, 1))));
    for (IgtlMessage several : List.of(matrices, quaternions)) {
      events.clear();
      read(5, transform("AToRef", TIME), several, transform("CToRef", TIME));
      assertEquals(
          List.of(
              pose(5, "Ref", TIME_MICROS, ok("A")),
              pose(5, "Ref", TIME_MICROS, ok("B")),
              pose(5, "Ref", TIME_MICROS, ok("C"))),
          events);
    }
  }

  @Test
  void whatTellsOfNoToolSaysNothing() {
    SampleMessages.all().values().stream()
        .filter(
            message ->
                !(message instanceof IgtlMessage.Position)
                    && !(message instanceof IgtlMessage.QuaternionTransform)
                    && !(message instanceof IgtlMessage.QuaternionTrackingData))
        .forEach(message -> read(5, message));
    assertEquals(List.of(), events);
    assertEquals(0, translator.tools());
  }

  @Test
  void countsWhatItTellsAndOfHowMuchTheStateIsKnown() {
    read(9, transform("AToB", TIME), transform("AToB", LATER, Map.of("TransformStatus", "BAD")));
    assertEquals(2, translator.tools());
    assertEquals(1, translator.states());
  }

  private void refuses(Map<String, String> metadata, String... names) {
    read(
        9,
        new TrackingData(
            envelope("Tracker", TIME, metadata),
            List.of(names).stream().map(name -> tool(name, SHIFT)).toList()));
    assertEquals(names.length, events.size());
    for (InputEvent event : events) {
      assertTrue(event instanceof Doubt, event.toString());
    }
    events.clear();
  }

  private void read(long nanos, IgtlMessage... messages) {
    translator.startRead(nanos);
    for (IgtlMessage message : messages) {
      translator.accept(message);
    }
    translator.endReads();
  }

  private static Transform transform(String name, long timestamp) {
    return transform(name, timestamp, Map.of());
  }

  private static Transform transform(String name, long timestamp, Map<String, String> metadata) {
    return new Transform(envelope(name, timestamp, metadata), SHIFT);
  }

  private static Envelope envelope(String name, long timestamp, Map<String, String> metadata) {
    return new Envelope(name, timestamp, new Metadata(metadata));
  }

  private static TrackingData.Tool tool(String name, Matrix matrix) {
    return new TrackingData.Tool(name, 2, matrix);
  }

  private static Pose pose(long nanos, String frame, long micros, ToolPose... tools) {
    return new Pose("camera", nanos, frame, micros, List.of(tools));
  }

  private static ToolPose ok(String name) {
    return new ToolPose(name, ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);
  }

  private static ToolPose missing(String name) {
    return ToolPose.without(name, ToolPose.Status.MISSING);
  }

  private static ToolPose invalid(String name) {
    return ToolPose.without(name, ToolPose.Status.INVALID);
  }
}
