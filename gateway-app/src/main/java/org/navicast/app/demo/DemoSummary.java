package org.navicast.app.demo;

import java.util.Map;

/**
 * What a demo amounted to.
 *
 * @param sent events that the gateway handed to the socket
 * @param merged motions and poses that a newer one replaced before they were sent
 * @param dropped events that were too late, or refused
 * @param received events that the subscriber got, by their names
 */
record DemoSummary(
    double seconds,
    long sent,
    long merged,
    long dropped,
    Map<String, Long> received,
    Latency.Summary latency) {}
