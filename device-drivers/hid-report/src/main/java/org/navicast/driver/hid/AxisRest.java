package org.navicast.driver.hid;

/** Where an axis is when nobody touches it. */
public enum AxisRest {
  /** In the middle of its range, as a stick. */
  CENTRE,
  /** At the lower end, as a trigger. */
  LOW,
  /** At the upper end, as the pedals of many steering wheels. */
  HIGH
}
