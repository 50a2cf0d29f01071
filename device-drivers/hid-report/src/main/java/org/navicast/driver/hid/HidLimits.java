package org.navicast.driver.hid;

/**
 * Bounds on what a device may claim. Each is well above any real device's and low enough that a
 * hostile one costs nothing.
 */
public final class HidLimits {
  /** Longest descriptor, in bytes: what Linux takes. */
  public static final int DESCRIPTOR_BYTES = 4096;

  /** Widest field, in bits: what Linux takes. Fields over 32 bits are passed over, not decoded. */
  public static final int FIELD_BITS = 256;

  /** Longest report, in bits, without its id. */
  public static final int REPORT_BITS = 4096 * 8;

  /** Most values of all input reports together, those of digitizers left out. */
  public static final int VALUES = 4096;

  /** Deepest collection. */
  public static final int NESTING = 32;

  /** Deepest push. */
  public static final int STACK = 16;

  /** Most usages, or ranges of usages, that one field lists. */
  public static final int USAGE_RANGES = 256;

  private HidLimits() {}
}
