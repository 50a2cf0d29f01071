package org.navicast.app.calibration;

/** What was measured does not say what was asked; the message says what to do about it. */
public final class CalibrationException extends Exception {
  private static final long serialVersionUID = 1L;

  CalibrationException(String message) {
    super(message);
  }
}
