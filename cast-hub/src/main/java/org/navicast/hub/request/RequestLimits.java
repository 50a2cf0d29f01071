package org.navicast.hub.request;

import java.time.Duration;

/**
 * How many requests a hub has wait, and for how long.
 *
 * @param timeout how long one waits for its answers unless it asks for longer
 * @param maxPending that wait at the same time
 * @param maxNameLength characters in the id and the sender of one
 */
public record RequestLimits(Duration timeout, int maxPending, int maxNameLength) {}
