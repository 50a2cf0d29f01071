package org.navicast.app.picture;

/**
 * What one input means.
 *
 * @param input gesture or axes
 * @param action what comes of it
 * @param note under what condition; empty where there is none
 */
record Line(String input, String action, String note) {}
