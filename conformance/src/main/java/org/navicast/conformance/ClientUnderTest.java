package org.navicast.conformance;

import java.io.IOException;

/** The client that a case is played to. One is made for each case. */
public interface ClientUnderTest extends AutoCloseable {

  /** Makes clients. */
  @FunctionalInterface
  interface Maker {
    /**
     * Starts a client that subscribes at once, without any login, and keeps trying.
     *
     * @param hubUrl such as {@code http://127.0.0.1:40123/api/hub}
     */
    ClientUnderTest start(String hubUrl, String topic, Dialect dialect) throws IOException;
  }

  /** The client shall publish one event, any, which must not reach anybody twice. */
  void publish() throws IOException;

  /** The client shall end in an orderly way; returns without waiting for it. */
  void stop() throws IOException;

  /** The client is not needed any more: it must be gone when this returns. */
  @Override
  void close();
}
