package org.navicast.driver.igtlink;

import static org.navicast.driver.igtlink.RawMessage.TIME;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.navicast.driver.igtlink.IgtlMessage.Answer;
import org.navicast.driver.igtlink.IgtlMessage.Capability;
import org.navicast.driver.igtlink.IgtlMessage.Command;
import org.navicast.driver.igtlink.IgtlMessage.CommandAnswer;
import org.navicast.driver.igtlink.IgtlMessage.Envelope;
import org.navicast.driver.igtlink.IgtlMessage.NdArray;
import org.navicast.driver.igtlink.IgtlMessage.PointList;
import org.navicast.driver.igtlink.IgtlMessage.Position;
import org.navicast.driver.igtlink.IgtlMessage.QuaternionTrackingData;
import org.navicast.driver.igtlink.IgtlMessage.QuaternionTransform;
import org.navicast.driver.igtlink.IgtlMessage.Query;
import org.navicast.driver.igtlink.IgtlMessage.Sensor;
import org.navicast.driver.igtlink.IgtlMessage.Start;
import org.navicast.driver.igtlink.IgtlMessage.Text;

/** What the vectors say of all types but TRANSFORM, TDATA and STATUS, in the protocol's words. */
final class SampleMessages {
  private static final Placement ABOUT_Y = new Placement(10.5f, -20.25f, 30, 0, 0.576f, 0, 0.768f);

  /** The two kinds of vectors: those that we would write so, and those that we only read. */
  private static final Map<String, IgtlMessage> WRITTEN = new LinkedHashMap<>();

  private static final Map<String, IgtlMessage> READ = new LinkedHashMap<>();

  static {
    Metadata seen = new Metadata(Map.of("TransformStatus", "OK", "TransformValid", "true"));
    Metadata lost =
        new Metadata(
            Map.of("NeedleToReferenceStatus", "OUT_OF_VIEW", "StylusTipToReferenceStatus", "OK"));
    Envelope stylus = named("StylusTipToReference");
    Envelope stylusSeen = new Envelope("StylusTipToReference", TIME, seen);
    Envelope camera = asking("Camera");

    WRITTEN.put("position-v1", new Position(stylus, ABOUT_Y));
    WRITTEN.put("position-v2", new Position(stylusSeen, ABOUT_Y));
    READ.put(
        "position-v1-three",
        new Position(stylus, new Placement(10.5f, -20.25f, 30, 0.5f, 0.5f, 0.5f, 0.5f)));
    READ.put(
        "position-v1-point", new Position(stylus, new Placement(10.5f, -20.25f, 30, 0, 0, 0, 1)));
    WRITTEN.put("qtrans-v1", new QuaternionTransform(stylus, ABOUT_Y));
    WRITTEN.put("qtrans-v2", new QuaternionTransform(stylusSeen, ABOUT_Y));
    List<QuaternionTrackingData.PlacedTool> tools =
        List.of(
            new QuaternionTrackingData.PlacedTool(
                "StylusTipToReference", 2, new Placement(10.5f, -20.25f, 30, 0, 0, 0, 1)),
            new QuaternionTrackingData.PlacedTool(
                "NeedleToReference", 4, new Placement(1, 2, 3, 1, 0, 0, 0)));
    WRITTEN.put("qtdata-v1", new QuaternionTrackingData(named("Tracker"), tools));
    WRITTEN.put(
        "qtdata-v2", new QuaternionTrackingData(new Envelope("Tracker", TIME, lost), tools));
    both("qtdata-empty", new QuaternionTrackingData(named("Tracker"), List.of()));
    both("string", new Text(named("Note"), 106, "Größe 5 mm"));
    WRITTEN.put("string-v1-latin", new Text(named("Note"), 4, "Größe"));
    both(
        "sensor",
        new Sensor(named("Accelerometer"), 0, 0x0044_3E00_0000_0000L, List.of(0.5, -9.81, 1e-3)));
    both(
        "point",
        new PointList(
            named("Markers"),
            List.of(
                new PointList.Point(
                    "Nasion", "Fiducial", 0xFF0000FF, 1.5f, -2.5f, 3.5f, 0, "MRI_1"),
                new PointList.Point("Left ear", "Fiducial", 0x00FF0080, -70, 0.25f, 12, 2, ""))));
    both(
        "capability",
        new Capability(asking("Server"), List.of("TRANSFORM", "GET_CAPABILI", "TDATA")));
    both(
        "command",
        new Command(
            named("Remote"), 7, "RequestChannelIds", 3, "<Command Name=\"RequestChannelIds\" />"));
    both(
        "rts-command",
        new CommandAnswer(
            named("Remote"),
            -2,
            "RequestChannelIds",
            106,
            "<Command><Result>true</Result></Command>"));
    both("ndarray", new NdArray(named("Grid"), 5, List.of(2, 3), 12));
    READ.put("ndarray-v1-data", new NdArray(named("Grid"), 10, List.of(2), 8));
    both("get-trans", new Query(camera, IgtlType.GET_TRANSFORM));
    READ.put("get-transfor-v1", new Query(camera, IgtlType.GET_TRANSFORM));
    both("get-position", new Query(camera, IgtlType.GET_POSITION));
    both("get-qtrans", new Query(camera, IgtlType.GET_QTRANS));
    WRITTEN.put("get-status-v1", new Query(asking(""), IgtlType.GET_STATUS));
    WRITTEN.put("get-status-v2", new Query(camera, IgtlType.GET_STATUS));
    both("get-capabil", new Query(camera, IgtlType.GET_CAPABILITY));
    READ.put("get-capabili-v1", new Query(camera, IgtlType.GET_CAPABILITY));
    both("get-point", new Query(camera, IgtlType.GET_POINT));
    both("stp-tdata", new Query(camera, IgtlType.STP_TDATA));
    both("stp-qtdata", new Query(camera, IgtlType.STP_QTDATA));
    both("stt-tdata", new Start(asking(""), IgtlType.STT_TDATA, 50, ""));
    both("stt-qtdata", new Start(camera, IgtlType.STT_QTDATA, 100, "Patient"));
    WRITTEN.put("rts-tdata-v1", new Answer(camera, IgtlType.RTS_TDATA, Answer.OK));
    WRITTEN.put("rts-tdata-v2", new Answer(camera, IgtlType.RTS_TDATA, 1));
    WRITTEN.put("rts-qtdata-v1", new Answer(camera, IgtlType.RTS_QTDATA, Answer.OK));
    WRITTEN.put("rts-qtdata-v2", new Answer(camera, IgtlType.RTS_QTDATA, 1));
  }

  private SampleMessages() {}

  /** What our encoder has to make the same bytes of, by vector. */
  static Map<String, IgtlMessage> written() {
    return WRITTEN;
  }

  /** All of them, by vector. */
  static Map<String, IgtlMessage> all() {
    Map<String, IgtlMessage> all = new LinkedHashMap<>(WRITTEN);
    all.putAll(READ);
    return all;
  }

  private static void both(String vector, IgtlMessage message) {
    WRITTEN.put(vector + "-v1", message);
    WRITTEN.put(vector + "-v2", message);
  }

  private static Envelope named(String name) {
    return new Envelope(name, TIME, Metadata.NONE);
  }

  private static Envelope asking(String name) {
    return new Envelope(name, 0, Metadata.NONE);
  }
}
