package org.navicast.driver.simulator;

/**
 * Where a tool is at one moment, in the frame {@code Reference}.
 *
 * @param name of the transform, by the grammar of PLUS, such as {@code StylusTipToReference}
 * @param seen false while the camera cannot see it; its pose is then the last one
 * @param x along x in millimetres; y and z alike
 * @param yaw how far it is turned about z, in radians
 * @param tilt how far it was turned about x before that, in radians
 */
record TrackerTool(
    String name, boolean seen, double x, double y, double z, double yaw, double tilt) {}
