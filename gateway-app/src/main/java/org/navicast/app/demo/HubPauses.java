package org.navicast.app.demo;

/**
 * A hub that stood still hands on the newest of each motion, pose and rate that waited meanwhile,
 * and no press of which nobody knows how old it is.
 *
 * @param standstills how often it did
 * @param late presses, and other beginnings, that it did not hand on
 */
record HubPauses(long standstills, long late) {}
