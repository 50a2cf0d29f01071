package org.navicast.driver.hid;

import java.util.List;

/**
 * The layout of one input report.
 *
 * @param id its id, 1 to 255; 0 where the device has only one and sends no id
 * @param bits its length without the id
 * @param fields what is in it, without padding
 */
record InputReport(int id, int bits, List<InputField> fields) {
  InputReport {
    fields = List.copyOf(fields);
  }

  /** Its length without the id, in bytes. */
  int bytes() {
    return (bits + 7) / 8;
  }
}
