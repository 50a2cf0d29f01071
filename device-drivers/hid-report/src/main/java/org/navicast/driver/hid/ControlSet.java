package org.navicast.driver.hid;

/**
 * Controls that belong together: those of one application collection, or of one port where a
 * collection tells of several in reports of their own. What a usage means depends on it: X of a
 * mouse is a pointer's, X of a gamepad a stick's, and X of the second port another stick.
 *
 * @param number its number among the sets of its interface, from 1
 * @param application what its collection is for; 0:0 where it does not say
 * @param descriptor the interface with the controls of this set alone, and its battery
 */
public record ControlSet(int number, HidUsage application, ReportDescriptor descriptor) {}
