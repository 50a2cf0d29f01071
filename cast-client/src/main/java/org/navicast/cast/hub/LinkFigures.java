package org.navicast.cast.hub;

import java.util.OptionalLong;

/**
 * How fast the link is.
 *
 * @param roundTripMicros to the hub and back, by the last WebSocket ping that was answered
 * @param ageMedianMicros from capture to hand-over to the socket, over the newest events
 * @param ageWorstMicros the same, the longest of them
 */
public record LinkFigures(
    OptionalLong roundTripMicros, OptionalLong ageMedianMicros, OptionalLong ageWorstMicros) {}
