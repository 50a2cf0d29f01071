package org.navicast.gateway.driver;

import java.io.IOException;
import java.util.List;

/** Reads an open device again and again, on the thread on which that is quickest. */
public interface ReadLoop {

  /** One reading after another of the same device; never two at a time. */
  interface Reading {

    /** So many readings at most are of what came before {@link #begin}; more is no backlog. */
    int MOST_BEFORE = 1_000;

    /** A wait without a limit. */
    int FOREVER = -1;

    /**
     * Called first, on the thread that reads. What the device said before it is read is of unknown
     * age; here it is taken away, and only then is the device told to be connected.
     *
     * @throws IOException as {@link #take}
     */
    default void begin() throws IOException {}

    /**
     * For how long the next one may wait for the device, in milliseconds, or {@link #FOREVER}, as
     * where silence means nothing. Asked after each of them.
     */
    default int patienceMillis() {
      return FOREVER;
    }

    /**
     * Takes what the device says.
     *
     * @param waitMillis for how long to wait for it at most; 0 does not wait, or {@link #FOREVER}
     * @return false once the device was closed on this side
     * @throws IOException when it is gone; its message is one plain sentence for a person
     */
    boolean take(int waitMillis) throws IOException;
  }

  /**
   * Has the device read until that ends; blocks meanwhile.
   *
   * @param files descriptors of the system, of which one turns readable when there is something to
   *     take, be it an end; empty where only a reading can wait for that
   * @throws IOException what a reading threw; so with anything unchecked
   * @throws InterruptedException when the caller was interrupted; nothing is read any more then
   */
  void run(List<Integer> files, Reading reading) throws IOException, InterruptedException;

  /** On the caller's own thread, where each reading waits. */
  ReadLoop ON_OWN_THREAD =
      (files, reading) -> {
        reading.begin();
        while (reading.take(reading.patienceMillis())) {
          // A method of its own: compiled after a while, where the body of an endless loop is not.
        }
      };
}
