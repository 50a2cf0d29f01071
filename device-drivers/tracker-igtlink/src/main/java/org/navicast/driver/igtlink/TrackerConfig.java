package org.navicast.driver.igtlink;

import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * Settings of one OpenIGTLink server.
 *
 * @param host {@code host}, required: name or address of the server
 * @param port {@code port}, 18944 unless given: the port of PLUS and 3D Slicer
 * @param frame {@code frame}, {@code Tracker} unless given: reference frame of tools whose names do
 *     not tell theirs
 * @param headerVersion {@code protocol}: {@code auto} (2), {@code 1} or {@code 2}. With 2 the
 *     gateway greets the server in version 2, without which PLUS would send no status of its tools.
 *     A server that knows only version 1 may be thrown off by that greeting: it needs {@code 1}
 * @param requestTdata {@code request-tdata}, off unless given: asks for TDATA, which some servers
 *     (BrainLab) send only when asked
 * @param tdataIntervalMillis {@code tdata-interval-millis}, 0 unless given: how often it shall
 *     come; 0 = as often as the server can
 * @param silenceSeconds {@code silence-seconds}, 0 unless given: after so long without a byte the
 *     connection counts as lost; 0 = never. PLUS sends a sign of life four times a second, so 2
 *     finds a server that hangs; 3D Slicer is silent while nothing moves. A pulled cable is noticed
 *     anyway, by TCP's own keep-alive
 * @param limits {@code max-body} and {@code max-skipped-body}, in bytes: see {@link IgtlLimits}
 */
record TrackerConfig(
    String host,
    int port,
    String frame,
    int headerVersion,
    boolean requestTdata,
    int tdataIntervalMillis,
    int silenceSeconds,
    IgtlLimits limits) {
  private static final int DEFAULT_PORT = 18944;
  private static final String DEFAULT_FRAME = "Tracker";
  private static final int DEFAULT_SILENCE_SECONDS = 0;
  private static final int MAX_MILLIS = 60_000;
  private static final int MAX_SILENCE_SECONDS = 86_400;

  /** No limit below the largest name and status could be meant. */
  private static final int SMALLEST_LIMIT_BYTES = 1 << 10;

  static TrackerConfig from(Settings settings) throws SettingsException {
    TrackerConfig config =
        new TrackerConfig(
            host(settings),
            settings.integer("port", DEFAULT_PORT, 1, 65_535),
            settings.textOr("frame", DEFAULT_FRAME),
            headerVersion(settings),
            settings.flag("request-tdata", false),
            settings.integer("tdata-interval-millis", 0, 0, MAX_MILLIS),
            settings.integer("silence-seconds", DEFAULT_SILENCE_SECONDS, 0, MAX_SILENCE_SECONDS),
            limits(settings));
    settings.rejectUnknown();
    return config;
  }

  /** The server as people write it. */
  String server() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String host(Settings settings) throws SettingsException {
    String host = settings.text("host").strip();
    if (host.isEmpty()) {
      throw settings.wrong("host", "is empty; give the name or address of the server");
    }
    return host;
  }

  private static int headerVersion(Settings settings) throws SettingsException {
    return switch (settings.textOr("protocol", "auto")) {
      case "auto", "2" -> 2;
      case "1" -> 1;
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
            Integer.MAX_VALUE));
  }
}
