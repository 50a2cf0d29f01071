package org.navicast.gateway.input;

/**
 * Deflection of a 6DOF cap or joystick: a rate that lasts until the next report, zero at rest.
 *
 * <p>Right-handed frame seen by the person: x right, y up, z towards the person. Each component is
 * a fraction of full deflection in −1…1; rotations follow the right-hand rule about their axis.
 */
public record Motion(
    String device,
    long capturedNanos,
    double translationX,
    double translationY,
    double translationZ,
    double rotationX,
    double rotationY,
    double rotationZ)
    implements InputEvent {}
