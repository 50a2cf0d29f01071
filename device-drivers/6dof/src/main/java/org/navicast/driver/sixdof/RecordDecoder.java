package org.navicast.driver.sixdof;

import java.util.function.Consumer;

/** Bytes of a serial line to the records of a device; drains every whole one, keeps the rest. */
interface RecordDecoder<M> {

  /** Takes the first {@code count} bytes and hands over every record that they complete. */
  void decode(byte[] bytes, int count, Consumer<? super M> sink);
}
