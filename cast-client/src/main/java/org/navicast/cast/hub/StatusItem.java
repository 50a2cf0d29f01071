package org.navicast.cast.hub;

/**
 * One line of the answer to a {@code status-request}.
 *
 * @param key such as {@code availability} or {@code device.pedals}
 * @param value such as {@code online}; never content of the hub's context
 */
public record StatusItem(String key, String value) {}
