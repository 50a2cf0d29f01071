package org.navicast.driver.igtlink;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

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
    TrackerConfig config =
        new TrackerConfig(
            host(settings),
            settings.integer("port", DEFAULT_PORT, 1, 65_535),
            settings.textOr("frame", DEFAULT_FRAME),
            names(settings),
            protocol(settings),
            settings.flag("request-tdata", false),
            settings.integer("tdata-interval-millis", 0, 0, MAX_MILLIS),
            settings.integer("silence-seconds", DEFAULT_SILENCE_SECONDS, 0, MAX_SILENCE_SECONDS),
            settings.integer("reconnect-seconds", 0, 0, MAX_RECONNECT_SECONDS),
            limits(settings));
    settings.rejectUnknown();
    return config;
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

  private static String host(Settings settings) throws SettingsException {
    String host = settings.text("host").strip();
    if (host.isEmpty()) {
      throw settings.wrong("host", "is empty; give the name or address of the server");
    }
    return host;
  }

  private static Protocol protocol(Settings settings) throws SettingsException {
    return switch (settings.textOr("protocol", "auto")) {
      case "auto" -> Protocol.AUTO;
      case "1" -> Protocol.VERSION_1;
      case "2" -> Protocol.VERSION_2;
      case String other ->
          throw settings.wrong("protocol", "is \"" + other + "\"; give one of auto, 1, 2");
    };
  }

  private static IgtlLimits limits(Settings settings) throws SettingsException {
    IgtlLimits usual = IgtlLimits.DEFAULT;
    return new IgtlLimits(
        settings.integer(
            "max-body", usual.maxBodyBytes(), SMALLEST_LIMIT_BYTES, IgtlLimits.LARGEST_BODY_BYTES),
        settings.integer(
            "max-skipped-body",
            Math.toIntExact(usual.maxSkippedBytes()),
            SMALLEST_LIMIT_BYTES,
            Integer.MAX_VALUE),
        isChecksumOptional(settings));
  }

  private static boolean isChecksumOptional(Settings settings) throws SettingsException {
    return switch (settings.textOr("checksum", "required")) {
      case "required" -> false;
      case "optional" -> true;
      case String other ->
          throw settings.wrong("checksum", "is \"" + other + "\"; give one of required, optional");
    };
  }

  /** Each of them stands for what 20 bytes keep of it, so no two may be the same there. */
  private static List<String> names(Settings settings) throws SettingsException {
    List<String> names = settings.texts("names");
    Set<String> cut = new HashSet<>();
    for (String name : names) {
      if (!cut.add(TransformNames.cut(name))) {
        throw settings.wrong(
            "names",
            "have \"" + name + "\" and another one with the same first 20 bytes; rename one");
      }
    }
    return List.copyOf(names);
  }
}
