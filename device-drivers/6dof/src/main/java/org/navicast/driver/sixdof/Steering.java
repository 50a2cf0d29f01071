package org.navicast.driver.sixdof;

import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;

/**
 * Controls that steer: one stick or cap with its keys, of which a device may have several.
 *
 * @param device the interface that tells of them
 * @param set where they stand in its descriptor
 * @param model how they are read
 * @param controls the descriptor with these controls alone, as it is to be understood
 */
record Steering(
    HidDevice device, ControlSet set, HidControllerModel model, ReportDescriptor controls) {}
