package org.navicast.gateway.engine.action;

/** A control of a device, by the names of both. */
public record ControlRef(String device, String control) {

  /**
   * From {@code device.control}.
   *
   * @throws IllegalArgumentException when it is not of that form, with what would be right
   */
  public static ControlRef parse(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      throw new IllegalArgumentException("give a device and its control, such as pedals.left");
    }
    return new ControlRef(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return device + "." + control;
  }
}
