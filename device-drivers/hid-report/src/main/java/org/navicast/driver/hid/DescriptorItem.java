package org.navicast.driver.hid;

/**
 * One short item of a descriptor (HID 1.11, 6.2.2.2).
 *
 * @param offset where it begins, in bytes
 * @param type 0 main, 1 global, 2 local, 3 reserved
 * @param tag 0 to 15
 * @param size bytes of data: 0, 1, 2 or 4
 * @param data its data as an unsigned number; 0 where it has none
 */
record DescriptorItem(int offset, int type, int tag, int size, long data) {
  static final int MAIN = 0;
  static final int GLOBAL = 1;
  static final int LOCAL = 2;

  /** Its data as a number in two's complement. */
  long signed() {
    return size == 0 ? 0 : BitField.signed(data, size * 8);
  }

  DescriptorException wrong(DescriptorException.Reason reason) {
    return new DescriptorException(reason, offset);
  }
}
