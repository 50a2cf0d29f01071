package org.navicast.driver.igtlink;

import java.util.List;

/** A message of an OpenIGTLink server or client, in the protocol's own words. */
public sealed interface IgtlMessage {

  /** What every message carries. */
  Envelope envelope();

  /**
   * What stands around a message's content.
   *
   * @param deviceName the name in the header: who or what the message is about, at most 20 bytes;
   *     empty for a keep-alive
   * @param timestamp when the sender says it was: seconds since 1970 UTC in the upper 32 bits,
   *     fractions of a second in the lower 32; 0 = it does not say
   * @param metadata what header version 2 may add
   */
  record Envelope(String deviceName, long timestamp, Metadata metadata) {}

  /** TRANSFORM: the pose of one thing; which, and relative to what, only its name can tell. */
  record Transform(Envelope envelope, Matrix matrix) implements IgtlMessage {}

  /** POSITION: the same as position and quaternion. */
  record Position(Envelope envelope, Placement placement) implements IgtlMessage {}

  /** QTRANS: the same content under a later name. */
  record QuaternionTransform(Envelope envelope, Placement placement) implements IgtlMessage {}

  /**
   * TDATA: the poses of several tools at one time.
   *
   * @param tools in the order of the message; may be empty
   */
  record TrackingData(Envelope envelope, List<Tool> tools) implements IgtlMessage {
    public TrackingData {
      tools = List.copyOf(tools);
    }

    /**
     * One tool of a TDATA.
     *
     * @param name at most 20 bytes
     * @param type 1 tracker, 2 6D, 3 3D, 4 5D instrument; not checked
     */
    public record Tool(String name, int type, Matrix matrix) {}
  }

  /**
   * QTDATA: the same as positions and quaternions.
   *
   * @param tools in the order of the message; may be empty
   */
  record QuaternionTrackingData(Envelope envelope, List<PlacedTool> tools) implements IgtlMessage {
    public QuaternionTrackingData {
      tools = List.copyOf(tools);
    }

    /**
     * One tool of a QTDATA.
     *
     * @param name at most 20 bytes
     * @param type as in {@link TrackingData.Tool}
     */
    public record PlacedTool(String name, int type, Placement placement) {}
  }

  /**
   * STATUS: how the server, or one of its devices, is.
   *
   * @param code {@link #OK}, or one of the protocol's reasons 2 to 19
   * @param subcode the device's own number; not interpreted
   * @param errorName the device's own name of the error, at most 20 bytes
   * @param text for people, cut at {@link #MAX_TEXT_BYTES}
   */
  record Status(Envelope envelope, int code, long subcode, String errorName, String text)
      implements IgtlMessage {
    /** All is well; also what PLUS sends to keep an idle connection alive. */
    public static final int OK = 1;

    /** What is kept of a text. */
    static final int MAX_TEXT_BYTES = 256;
  }

  /**
   * STRING: a text.
   *
   * @param encoding IANA MIBenum: 3 ASCII, 106 UTF-8
   */
  record Text(Envelope envelope, int encoding, String text) implements IgtlMessage {}

  /**
   * SENSOR: up to 255 readings of one sensor.
   *
   * @param status the sensor's own; not interpreted
   * @param unit of all readings: 4 bits of prefix, then six times 6 bits of unit and 4 bits of
   *     signed exponent; not interpreted
   */
  record Sensor(Envelope envelope, int status, long unit, List<Double> values)
      implements IgtlMessage {
    /** As many as its count can tell. */
    static final int MAX_VALUES = 255;

    public Sensor {
      values = List.copyOf(values);
    }
  }

  /** POINT: marked points, such as fiducials. */
  record PointList(Envelope envelope, List<Point> points) implements IgtlMessage {
    public PointList {
      points = List.copyOf(points);
    }

    /**
     * One of them.
     *
     * @param name at most 64 bytes
     * @param group such as {@code Fiducial}; at most 32 bytes
     * @param rgba its colour, one byte each of red, green, blue, opacity
     * @param x in millimetres; y and z alike
     * @param radius in millimetres; 0 for a point
     * @param owner the device name of the image that it lies in; at most 20 bytes
     */
    public record Point(
        String name,
        String group,
        int rgba,
        float x,
        float y,
        float z,
        float radius,
        String owner) {}
  }

  /**
   * CAPABILITY: the types of messages that a server understands.
   *
   * @param types by the words of their headers, at most 12 bytes each
   */
  record Capability(Envelope envelope, List<String> types) implements IgtlMessage {
    public Capability {
      types = List.copyOf(types);
    }
  }

  /**
   * COMMAND: something that the receiver shall do.
   *
   * @param id the sender's number of it, unsigned; the answer has the same
   * @param name at most 128 bytes
   * @param encoding of the text: IANA MIBenum, as in {@link Text}
   * @param text usually XML
   */
  record Command(Envelope envelope, int id, String name, int encoding, String text)
      implements IgtlMessage {}

  /** RTS_COMMAND: what became of a {@link Command}; all as there. */
  record CommandAnswer(Envelope envelope, int id, String name, int encoding, String text)
      implements IgtlMessage {}

  /**
   * NDARRAY: an array of numbers, of which only the shape is kept.
   *
   * @param scalar the protocol's number of the type of its elements, see {@link NdArrayDecoder}
   * @param sizes of its dimensions, 0 to 65535 each
   * @param dataBytes how many bytes of elements there were; what the sizes say
   */
  record NdArray(Envelope envelope, int scalar, List<Integer> sizes, int dataBytes)
      implements IgtlMessage {
    public NdArray {
      sizes = List.copyOf(sizes);
    }
  }

  /**
   * GET_… asks for one message of a type, STP_… for no more of them.
   *
   * @param type which of these
   */
  record Query(Envelope envelope, IgtlType type) implements IgtlMessage {}

  /**
   * STT_…: asks for messages of a type again and again.
   *
   * @param type STT_TDATA or STT_QTDATA
   * @param intervalMillis how often; 0 = as often as the server can
   * @param coordinates name of the coordinate system, at most 32 bytes; empty = the server's own
   */
  record Start(Envelope envelope, IgtlType type, int intervalMillis, String coordinates)
      implements IgtlMessage {}

  /**
   * RTS_…: the answer to STT_… and STP_….
   *
   * @param type RTS_TDATA or RTS_QTDATA
   * @param code {@link #OK}, or an error
   */
  record Answer(Envelope envelope, IgtlType type, int code) implements IgtlMessage {
    /** It will be done. */
    public static final int OK = 0;
  }
}
