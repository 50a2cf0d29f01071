package org.navicast.driver.igtlink;

import java.util.List;

/** A message of an OpenIGTLink server, in the protocol's own words. */
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
}
