package org.navicast.conformance;

import java.io.PrintWriter;

/** A client that a person works by hand; says what to do. */
final class HandClient implements ClientUnderTest {
  private final PrintWriter out;

  private HandClient(PrintWriter out) {
    this.out = out;
  }

  static ClientUnderTest.Maker at(PrintWriter out) {
    return (hubUrl, topic, dialect) -> {
      out.println("# now: let the client subscribe to topic '" + topic + "' at " + hubUrl);
      return new HandClient(out);
    };
  }

  @Override
  public void publish() {
    out.println("# now: let the client publish one event");
  }

  @Override
  public void stop() {
    out.println("# now: stop the client");
  }

  @Override
  public void close() {}
}
