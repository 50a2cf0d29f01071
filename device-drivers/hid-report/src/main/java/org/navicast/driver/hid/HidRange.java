package org.navicast.driver.hid;

/**
 * The values that an axis may have by its descriptor.
 *
 * @param max not below min
 */
public record HidRange(long min, long max) {}
