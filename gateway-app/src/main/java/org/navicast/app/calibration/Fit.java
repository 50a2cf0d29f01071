package org.navicast.app.calibration;

import org.navicast.gateway.input.Rigid;

/**
 * A motion that was found, and how well it fits what was measured.
 *
 * @param rmsMillimetres root of the mean square of what is left over
 */
public record Fit(Rigid motion, double rmsMillimetres) {}
