package org.navicast.gateway.input;

/**
 * A contact closed or opened: a pedal, a key of a 6DOF controller, a switch on a tracked tool.
 *
 * @param control name of the control on its device, such as {@code left} or {@code 1}
 * @param pressed true while the person holds it down, whatever the electrical polarity
 */
public record Button(String device, long capturedNanos, String control, boolean pressed)
    implements InputEvent {}
