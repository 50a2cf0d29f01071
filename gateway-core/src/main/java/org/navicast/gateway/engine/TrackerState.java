package org.navicast.gateway.engine;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of a tracker's clock, messages and tools at the moment of asking. What is counted
 * is counted since the start of the gateway.
 *
 * @param clockLagNanos how far the monotonic clock is ahead of the tracker's time since 1970, the
 *     shortest way of a message included; empty where the tracker told no time lately
 * @param refusedPoses how many poses were no rigid motion in finite numbers
 * @param wrongChecksums how many messages did not fit their checksum
 * @param malformed how many messages fitted it and contradicted themselves
 * @param tools each tool that was seen since the tracker was connected; unmodifiable
 */
public record TrackerState(
    String device,
    OptionalLong clockLagNanos,
    long refusedPoses,
    long wrongChecksums,
    long malformed,
    List<Tool> tools) {

  /**
   * One tool, as the tracker tells it.
   *
   * @param rateHz poses a second in which it was seen, over the last five to ten seconds; empty in
   *     the first
   * @param jitterMicros how unevenly they arrive, see {@link ToolArrivals}; empty where the tracker
   *     tells no time
   */
  public record Tool(String name, String frame, OptionalLong rateHz, OptionalLong jitterMicros) {}

  public TrackerState {
    tools = List.copyOf(tools);
  }
}
