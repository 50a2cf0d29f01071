package org.navicast.hub;

/** Events as a gateway publishes them, with what decides their fate. */
public final class NaviEvents {
  private NaviEvents() {}

  public static String button(String state, int seq) {
    boolean starts = state.equals("pressed") || state.equals("held");
    return of(
        "navi-button",
        seq,
        "\"control\":\"left\",\"state\":\"%s\",\"pressId\":1,\"validMillis\":%d"
            .formatted(state, starts ? 150 : 0));
  }

  public static String action(String phase, int seq) {
    boolean starts = phase.equals("triggered") || phase.equals("started");
    return of(
        "navi-action",
        seq,
        "\"action\":\"slice.next\",\"phase\":\"%s\",\"validMillis\":%d"
            .formatted(phase, starts ? 150 : 0));
  }

  public static String motion(int seq) {
    return of("navi-motion", seq, "\"translation\":[0,0,0]");
  }

  public static String pose(String tool, int seq) {
    return of("navi-pose", seq, "\"tools\":[{\"name\":\"%s\",\"status\":\"ok\"}]".formatted(tool));
  }

  /** With that many microseconds of age. */
  public static String aged(String event, long ageMicros) {
    return event.replace("\"ageMicros\":84", "\"ageMicros\":" + ageMicros);
  }

  private static String of(String event, int seq, String more) {
    return """
    {"id":"%d","subscriber.name":"GW","event":{"hub.topic":"T1","hub.event":"%s","context":\
    [{"key":"navicast","resource":{"gateway":"or-3","device":"pedals","session":"s","seq":%d,\
    "ageMicros":84,%s}}]}}\
    """
        .formatted(seq, event, seq, more);
  }
}
