package org.navicast.driver.io;

import java.io.IOException;

/** Open GPIO lines, read by one thread and closed by any. */
public interface GpioInputs extends AutoCloseable {

  /** Takes what a line is. */
  @FunctionalInterface
  interface LevelSink {
    /**
     * @param line its place in the request, from 0
     * @param high the voltage on it, whatever that means for the contact
     * @param nanos when that was so, in nanoseconds of the monotonic clock
     * @param isEdge true where it became so then, as the kernel saw it; false where it may have
     *     been so for long
     */
    void level(int line, boolean high, long nanos, boolean isEdge);
  }

  /**
   * Waits for an edge, at most for {@code millis} milliseconds, and tells what the lines are.
   *
   * <p>Each edge that came is told as the level after it, at the time at which the kernel saw it,
   * in order. Where none came, all lines are read and told, changed or not, so that an edge that
   * got lost is made good.
   *
   * @param millis 0: does not wait
   * @return false once the lines were closed on this side, at once even where it was waiting
   * @throws IOException when the chip is gone; nothing is told of its lines then
   */
  boolean await(int millis, LevelSink sink) throws IOException;

  /** Gives the lines back; may be called from any thread and more than once. */
  @Override
  void close();
}
