package org.navicast.driver.footswitch;

/**
 * Some bits of one byte of a report.
 *
 * @param index which byte, from 0, the report id included
 * @param mask which of its bits
 * @param value what they must be; unused where any bit will do
 */
record ByteMask(int index, int mask, int value) {
  boolean isAnySet(byte[] report) {
    return (report[index] & mask) != 0;
  }

  boolean holds(byte[] report) {
    return (report[index] & mask) == value;
  }
}
