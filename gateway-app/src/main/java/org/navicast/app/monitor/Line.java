package org.navicast.app.monitor;

/**
 * A line for a person.
 *
 * @param text fit for a terminal, of any length
 */
public record Line(Mood mood, String text) {}
