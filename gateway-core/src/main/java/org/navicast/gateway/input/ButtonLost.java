package org.navicast.gateway.input;

/**
 * Nobody can tell any more whether a control is held, though its device goes on: the tool that it
 * is on went out of sight. That is not a release; what was held is cancelled.
 *
 * @param control as in {@link Button}
 */
public record ButtonLost(String device, long capturedNanos, String control) implements InputEvent {}
