package org.navicast.driver.io;

/**
 * What the kernel knows of an axis before it is moved (struct input_absinfo of input.h).
 *
 * @param value where it was when it was last heard; 0 where it was never heard, too
 * @param min smallest value
 * @param max largest value
 * @param flat so far from its middle it counts as at rest; 0 where that is not known
 */
public record KernelAxis(int value, int min, int max, int flat) {}
