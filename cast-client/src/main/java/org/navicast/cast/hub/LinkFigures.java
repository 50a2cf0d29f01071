package org.navicast.cast.hub;

import java.util.OptionalLong;

/**
 * How fast the link is, and for how long it is granted.
 *
 * @param roundTripMicros to the hub and back, by the last WebSocket ping that was answered
 * @param ageMedianMicros from capture to hand-over to the socket, over the newest events
 * @param age99Micros the same, what one in a hundred exceeds
 * @param ageWorstMicros the same, the longest of them
 * @param tokenLeftMillis how long the token in use is good for; empty where there is none, or where
 *     it says nothing of that
 * @param leaseLeftMillis how long the subscription lasts unless it is renewed; empty where there is
 *     none, or where the hub said nothing of that
 */
public record LinkFigures(
    OptionalLong roundTripMicros,
    OptionalLong ageMedianMicros,
    OptionalLong age99Micros,
    OptionalLong ageWorstMicros,
    OptionalLong tokenLeftMillis,
    OptionalLong leaseLeftMillis) {}
