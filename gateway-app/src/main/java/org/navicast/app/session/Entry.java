package org.navicast.app.session;

import java.util.Map;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.KernelAxis;

/** What happened at a device; {@code docs/sessions.md} has the lines. */
sealed interface Entry {
  /** When, in microseconds since the session began. */
  long micros();

  /** The device's name. */
  String device();

  /** Its driver is about to open it. */
  record Opening(long micros, String device) implements Entry {}

  /** An interface of the HID device that its driver opens. */
  record Board(long micros, String device, HidDevice hid) implements Entry {}

  /** What the system knew of its axes then. */
  record Axes(long micros, String device, Map<HidUsage, KernelAxis> axes) implements Entry {
    public Axes {
      axes = Map.copyOf(axes);
    }
  }

  /**
   * It said this.
   *
   * @param isBefore true for what it said before it counted as connected: answers to a greeting,
   *     and what is thrown away
   * @param bytes of one reading; of a HID device one report
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  record Said(long micros, String device, boolean isBefore, byte[] bytes) implements Entry {}

  /** It counts as connected from here on. */
  record Ready(long micros, String device) implements Entry {}

  /** It is gone. */
  record Gone(long micros, String device) implements Entry {}

  /** What it said is not here: the disk was too slow, or it is no device that is written down. */
  record Missed(long micros, String device) implements Entry {}
}
