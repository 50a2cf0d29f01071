package org.navicast.driver.hid;

import org.navicast.driver.hid.DescriptorException.Reason;

/**
 * What holds for all following fields until it is changed (HID 1.11, 6.2.2.7).
 *
 * @param reportId 0 where none was given
 */
record GlobalState(
    int usagePage, long min, long maxSigned, long maxUnsigned, int bits, long count, int reportId) {

  private static final int USAGE_PAGE = 0x0;
  private static final int LOGICAL_MINIMUM = 0x1;
  private static final int LOGICAL_MAXIMUM = 0x2;
  private static final int REPORT_SIZE = 0x7;
  private static final int REPORT_ID = 0x8;
  private static final int REPORT_COUNT = 0x9;

  static final GlobalState START = new GlobalState(0, 0, 0, 0, 0, 0, 0);

  /** The state after this global item; units and physical ranges change nothing here. */
  GlobalState after(DescriptorItem item) throws DescriptorException {
    return switch (item.tag()) {
      case USAGE_PAGE ->
          with((int) item.data() & 0xFFFF, min, maxSigned, maxUnsigned, bits, count, reportId);
      case LOGICAL_MINIMUM ->
          with(usagePage, item.signed(), maxSigned, maxUnsigned, bits, count, reportId);
      case LOGICAL_MAXIMUM ->
          with(usagePage, min, item.signed(), item.data(), bits, count, reportId);
      case REPORT_SIZE -> {
        if (item.data() > HidLimits.FIELD_BITS) {
          throw item.wrong(Reason.FIELD_TOO_WIDE);
        }
        yield with(usagePage, min, maxSigned, maxUnsigned, (int) item.data(), count, reportId);
      }
      case REPORT_ID -> {
        if (item.data() < 1 || item.data() > 255) {
          throw item.wrong(Reason.REPORT_ID);
        }
        yield with(usagePage, min, maxSigned, maxUnsigned, bits, count, (int) item.data());
      }
      case REPORT_COUNT ->
          with(usagePage, min, maxSigned, maxUnsigned, bits, item.data(), reportId);
      default -> this;
    };
  }

  /**
   * The largest value with a meaning. Its sign counts only where the smallest value has one (HID
   * 1.11, 6.2.2.7), and not where a range from a negative to an unsigned number was meant.
   */
  long max() {
    return min < 0 && maxSigned >= min ? maxSigned : maxUnsigned;
  }

  private static GlobalState with(
      int usagePage,
      long min,
      long maxSigned,
      long maxUnsigned,
      int bits,
      long count,
      int reportId) {
    return new GlobalState(usagePage, min, maxSigned, maxUnsigned, bits, count, reportId);
  }
}
