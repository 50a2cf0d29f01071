package org.navicast.hub.engine;

import java.util.concurrent.Executor;

/**
 * Carries messages between the nodes of one hub: at most once, in memory, and never to the node
 * that sends. It may hold a message back, so whoever takes one looks at its age.
 *
 * <p>For one event loop: all but {@link #close} is called from it, never blocks it, and calls back
 * on it.
 */
public interface Engine extends AutoCloseable {
  /** Sends to all who listen there; lost where the engine is lost or stuck. */
  void publish(String subject, byte[] message);

  /**
   * Listens from here on, also after the engine was lost and found.
   *
   * @param subject with {@code *} for any one word
   */
  Registration subscribe(String subject, Receiver receiver);

  /** Sends to all who listen there, and takes their answers, however many, until it is ended. */
  Registration ask(String subject, byte[] question, Receiver answers);

  /** The longest message that it carries, in bytes; 0 before it was ever connected. */
  long maxBytes();

  /** Messages that were not sent, since the engine was lost or stuck. */
  long unsent();

  /** Messages that came and were not handed over, since too many waited for that. */
  long overrun();

  /** Waits for little, and not on the event loop. */
  @Override
  void close();

  /** Takes what comes. */
  interface Receiver {
    /**
     * Takes a message.
     *
     * @param replyTo where an answer is to be published; empty where none is asked for
     */
    void take(byte[] message, String replyTo);
  }

  /** Something that goes on until it is ended. */
  interface Registration {
    /** Ends it; again does nothing. */
    void end();
  }

  /** How the engine is. */
  interface Watcher {
    /** Messages pass. */
    void connected();

    /** Messages do not pass; it goes on trying. */
    void lost();
  }

  /** Where an engine comes from. */
  interface Source {
    /**
     * Begins to connect, and returns at once.
     *
     * @param loop on which everything of it happens
     */
    Engine connect(Executor loop, Watcher watcher);

    /** What a person calls it, without secrets. */
    String description();
  }
}
