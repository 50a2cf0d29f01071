package org.navicast.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;

/** Where the log goes to. Used by one thread; each call may take for ever. */
public interface LogTarget {
  /**
   * Puts one entry there.
   *
   * @throws IOException where nobody can have it
   */
  void put(ILoggingEvent entry) throws IOException;

  /** Keeps nothing back. */
  void flush() throws IOException;
}
