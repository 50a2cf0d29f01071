package org.navicast.driver.io;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** A way to the GPIO lines of a machine. */
public interface GpioDoor {

  /** All chips that are there now, by path. */
  List<GpioChip> list() throws IOException;

  /**
   * Takes lines of one chip as inputs; nobody else can have them meanwhile.
   *
   * @param nanoTime the monotonic clock, in nanoseconds; edges carry its time too
   * @throws IOException when a line is in use or cannot be had that way; its message says what to
   *     do
   */
  GpioInputs open(GpioRequest request, LongSupplier nanoTime) throws IOException;
}
