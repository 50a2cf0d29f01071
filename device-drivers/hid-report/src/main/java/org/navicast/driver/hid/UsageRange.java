package org.navicast.driver.hid;

/**
 * Usages of one page in a row.
 *
 * @param first lowest id of the row, 0 to 0xFFFF
 * @param last highest id of the row, not below the first
 */
record UsageRange(int page, int first, int last) {
  int size() {
    return last - first + 1;
  }

  UsageRange onPage(int other) {
    return new UsageRange(other, first, last);
  }
}
