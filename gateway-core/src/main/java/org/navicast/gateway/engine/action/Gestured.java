package org.navicast.gateway.engine.action;

/**
 * A gesture that was recognised and what came of it, for a person who asks why nothing happened.
 *
 * @param nanos when it was, in nanoseconds of the monotonic clock
 * @param input the control, the two of a chord, or the device whose axes were deflected
 * @param gesture the word for it in profiles, {@code chord} or {@code deflection}
 * @param action what it means; empty where it means nothing
 * @param obstacle why nothing comes of it, in plain words without a full stop; empty where
 *     something does
 */
public record Gestured(long nanos, String input, String gesture, String action, String obstacle) {}
