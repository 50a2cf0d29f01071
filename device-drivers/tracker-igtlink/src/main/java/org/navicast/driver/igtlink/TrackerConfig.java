package org.navicast.driver.igtlink;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/**
 * Settings of one OpenIGTLink server.
 *
 * @param host {@code host}, required: name or address of the server
 * @param port {@code port}, 18944 unless given: the port of PLUS and 3D Slicer
 * @param frame {@code frame}, {@code Tracker} unless given: reference frame of tools whose names do
 *     not tell theirs
 * @param names {@code names}, none unless given: whole names of tools that the server cuts to 20
 *     bytes, or whose name has just that many
 * @param protocol {@code protocol}, {@code auto} unless given
 * @param requestTdata {@code request-tdata}, off unless given: asks for TDATA, which some servers
 *     (BrainLab) send only when asked
 * @param tdataIntervalMillis {@code tdata-interval-millis}, 0 unless given: how often it shall
 *     come; 0 = as often as the server can
 * @param silenceSeconds {@code silence-seconds}, 0 unless given: after so long without a byte the
 *     connection counts as lost; 0 = never. PLUS sends a sign of life four times a second, so 2
 *     finds a server that hangs; 3D Slicer is silent while nothing moves. A pulled cable is noticed
 *     anyway, by TCP's own keep-alive
 * @param reconnectSeconds {@code reconnect-seconds}, 0 unless given: connections begin at least so
 *     far apart, for servers that have a person confirm each (BrainLab)
 * @param limits {@code max-body} and {@code max-skipped-body}, in bytes, and {@code checksum}: see
 *     {@link IgtlLimits}
 */
record TrackerConfig(
    String host,
    int port,
    String frame,
    List<String> names,
    Protocol protocol,
    boolean requestTdata,
    int tdataIntervalMillis,
    int silenceSeconds,
    int reconnectSeconds,
    IgtlLimits limits) {
  private static final int DEFAULT_PORT = 18944;
  private static final String DEFAULT_FRAME = "Tracker";
  private static final int DEFAULT_SILENCE_SECONDS = 0;
  private static final int MAX_MILLIS = 60_000;
  private static final int MAX_SILENCE_SECONDS = 86_400;
  private static final int MAX_RECONNECT_SECONDS = 3_600;

  /** No limit below the largest name and status could be meant. */
  private static final int SMALLEST_LIMIT_BYTES = 1 << 10;

  private static final Key<String> HOST =
      Key.of(
          "host",
          ValueType.Text.matching(
              "[\\s\\S]*\\S[\\s\\S]*", "is empty; give the name or address of the server"),
          "Name or address of the server.");
  private static final Key<Integer> PORT =
      Key.integer("port", 1, 65_535, "That of PLUS and 3D Slicer where left out.")
          .orElse(DEFAULT_PORT);
  private static final Key<String> FRAME =
      Key.text("frame", "Reference frame of tools whose name tells none.").orElse(DEFAULT_FRAME);
  private static final Key<List<String>> NAMES =
      Key.list(
          "names",
          ValueType.Text.ANY,
          "Whole names of tools whose name fills the 20 bytes that the protocol has for it.");
  private static final Key<String> PROTOCOL =
      Key.oneOf(
              "protocol",
              List.of("auto", "1", "2"),
              "auto and 2 greet in version 2, auto not where the server broke the connection"
                  + " upon it; 1 never greets.")
          .orElse("auto");
  private static final Key<String> CHECKSUM =
      Key.oneOf(
              "checksum",
              List.of("required", "optional"),
              "optional: a checksum of 0 is none, and the message is taken.")
          .orElse("required");
  private static final Key<Boolean> REQUEST_TDATA =
      Key.flag("request-tdata", "true: ask for tracking data, as BrainLab wants.");
  private static final Key<Integer> TDATA_INTERVAL_MILLIS =
      Key.integer(
              "tdata-interval-millis",
              0,
              MAX_MILLIS,
              "How often tracking data shall come; 0: as often as the server can.")
          .orElse(0);
  private static final Key<Integer> SILENCE_SECONDS =
      Key.integer(
              "silence-seconds",
              0,
              MAX_SILENCE_SECONDS,
              "A server that says nothing for so long is connected anew, 2 suits PLUS; 0: never.")
          .orElse(DEFAULT_SILENCE_SECONDS);
  private static final Key<Integer> RECONNECT_SECONDS =
      Key.integer(
              "reconnect-seconds",
              0,
              MAX_RECONNECT_SECONDS,
              "Connections begin at least so far apart, for servers that have a person confirm"
                  + " each.")
          .orElse(0);
  private static final Key<Integer> MAX_BODY =
      Key.integer(
              "max-body",
              SMALLEST_LIMIT_BYTES,
              IgtlLimits.LARGEST_BODY_BYTES,
              "Longest message that is decoded, in bytes.")
          .orElse(IgtlLimits.DEFAULT.maxBodyBytes());
  private static final Key<Integer> MAX_SKIPPED_BODY =
      Key.integer(
              "max-skipped-body",
              SMALLEST_LIMIT_BYTES,
              Integer.MAX_VALUE,
              "Longest message of another type that is passed over, in bytes.")
          .orElse(Math.toIntExact(IgtlLimits.DEFAULT.maxSkippedBytes()));
  static final Shape SHAPE =
      Shape.of(
          HOST,
          PORT,
          FRAME,
          NAMES,
          PROTOCOL,
          CHECKSUM,
          REQUEST_TDATA,
          TDATA_INTERVAL_MILLIS,
          SILENCE_SECONDS,
          RECONNECT_SECONDS,
          MAX_BODY,
          MAX_SKIPPED_BODY);

  /**
   * How the server is greeted. In version 2 it is told that the gateway understands metadata,
   * without which PLUS would send no status of its tools. A server that knows only version 1 may be
   * thrown off by that greeting.
   */
  enum Protocol {
    /** In version 2, and in version 1 after it broke the connection: see {@link ServerMemory}. */
    AUTO,
    /** Not at all; what is asked for is asked for in version 1. */
    VERSION_1,
    /** Always in version 2. */
    VERSION_2
  }

  static TrackerConfig from(Settings settings) throws SettingsException {
    return new TrackerConfig(
        settings.get(HOST).strip(),
        settings.get(PORT),
        settings.get(FRAME),
        names(settings),
        switch (settings.get(PROTOCOL)) {
          case "1" -> Protocol.VERSION_1;
          case "2" -> Protocol.VERSION_2;
          default -> Protocol.AUTO;
        },
        settings.get(REQUEST_TDATA),
        settings.get(TDATA_INTERVAL_MILLIS),
        settings.get(SILENCE_SECONDS),
        settings.get(RECONNECT_SECONDS),
        new IgtlLimits(
            settings.get(MAX_BODY),
            settings.get(MAX_SKIPPED_BODY),
            settings.get(CHECKSUM).equals("optional")));
  }

  /** The server as people write it. */
  String server() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The header version to greet in. */
  int version(ServerMemory memory) {
    return switch (protocol) {
      case AUTO -> memory.nextVersion();
      case VERSION_1 -> 1;
      case VERSION_2 -> 2;
    };
  }

  /** Each of them stands for what 20 bytes keep of it, so no two may be the same there. */
  private static List<String> names(Settings settings) throws SettingsException {
    List<String> names = settings.get(NAMES);
    Set<String> cut = new HashSet<>();
    for (String name : names) {
      if (!cut.add(TransformNames.cut(name))) {
        throw settings.wrong(
            NAMES,
            "have \"" + name + "\" and another one with the same first 20 bytes; rename one");
      }
    }
    return names;
  }
}
