package org.navicast.gateway.driver;

/**
 * Leaves out of what a server sends whatever its driver has no use for, before it is written down:
 * a server may have more to tell than where a tool is. For one connection, and one thread.
 */
@FunctionalInterface
public interface Discretion {
  /** Of a device that says nothing but what its driver reads. */
  Discretion NOT_NEEDED = read -> read;

  /**
   * What may be written down of one read, or was held back of those before: the driver makes the
   * same of it. May be empty.
   */
  byte[] of(byte[] read);
}
