package org.navicast.gateway.input;

/**
 * A contact closed or opened: a pedal, a key of a 6DOF controller, a switch on a tracked tool.
 *
 * @param control name of the control on its device, such as {@code left} or {@code 1}
 * @param pressed true while the person holds it down, whatever the electrical polarity
 * @param isTimed true where {@code capturedNanos} is when it happened, as the kernel saw it; false
 *     where it is when it was read, however long it had waited by then
 */
public record Button(
    String device, long capturedNanos, String control, boolean pressed, boolean isTimed)
    implements InputEvent {

  /** As it was read. */
  public Button(String device, long capturedNanos, String control, boolean pressed) {
    this(device, capturedNanos, control, pressed, false);
  }
}
