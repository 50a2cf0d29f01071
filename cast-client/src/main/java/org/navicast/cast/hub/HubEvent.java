package org.navicast.cast.hub;

import tools.jackson.databind.JsonNode;

/**
 * An event that the hub handed on.
 *
 * @param name the {@code hub.event}
 * @param topic the {@code hub.topic}; within a conference it may be one never subscribed to
 * @param envelope the whole message
 */
public record HubEvent(String name, String topic, JsonNode envelope) {}
