package org.navicast.app.demo;

import java.util.Map;
import org.navicast.app.gateway.EventCounts;

/**
 * What a demo amounted to.
 *
 * @param sent what became of the events on the gateway's side
 * @param pauses what kept the hub from handing on all of them
 * @param received events that the subscriber got, by their names
 */
record DemoSummary(
    double seconds,
    EventCounts sent,
    HubPauses pauses,
    Map<String, Long> received,
    Latency.Summary latency) {}
