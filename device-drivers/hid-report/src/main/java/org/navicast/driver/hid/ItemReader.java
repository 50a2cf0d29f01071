package org.navicast.driver.hid;

import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.DescriptorException.Reason;

/** Cuts a descriptor into items; long items, which no usage is defined for, are passed over. */
final class ItemReader {
  private static final int LONG_ITEM = 0xFE;

  private final byte[] bytes;
  private int at;

  ItemReader(byte[] bytes) throws DescriptorException {
    if (bytes.length > HidLimits.DESCRIPTOR_BYTES) {
      throw new DescriptorException(Reason.TOO_LONG, HidLimits.DESCRIPTOR_BYTES);
    }
    this.bytes = bytes;
  }

  /** Where the next item begins; the length of the descriptor after the last. */
  int offset() {
    return at;
  }

  /** The next short item; null after the last. */
  @Nullable DescriptorItem next() throws DescriptorException {
    while (at < bytes.length) {
      int start = at;
      int prefix = bytes[start] & 0xFF;
      if (prefix != LONG_ITEM) {
        return shortItem(start, prefix);
      }
      need(start, 3);
      int size = bytes[start + 1] & 0xFF;
      need(start, 3 + size);
      at = start + 3 + size;
    }
    return null;
  }

  private DescriptorItem shortItem(int start, int prefix) throws DescriptorException {
    int size = (prefix & 3) == 3 ? 4 : prefix & 3;
    need(start, 1 + size);
    at = start + 1 + size;
    long data = size == 0 ? 0 : BitField.unsigned(bytes, (start + 1) * 8, size * 8);
    return new DescriptorItem(start, prefix >> 2 & 3, prefix >> 4, size, data);
  }

  private void need(int start, int length) throws DescriptorException {
    if (bytes.length - start < length) {
      throw new DescriptorException(Reason.TRUNCATED, start);
    }
  }
}
