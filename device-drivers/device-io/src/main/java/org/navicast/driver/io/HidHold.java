package org.navicast.driver.io;

/**
 * A device whose typing reaches nobody but those who have it open here. Ends by {@link #close()}
 * and with the process, however that ends.
 */
public interface HidHold extends AutoCloseable {

  /** What there is to hold of a device that neither types nor points. */
  HidHold NOTHING = () -> {};

  /** Gives the device back to the system. */
  @Override
  void close();
}
