package org.navicast.conformance;

/** A client did not do what a case expects. The message is for a person. */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }
}
