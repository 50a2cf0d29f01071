package org.navicast.hub.node;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.conference.Conferences;
import org.navicast.hub.delivery.Fanout;
import org.navicast.hub.delivery.Publisher;
import org.navicast.hub.file.StoredFile;
import org.navicast.hub.request.Requests;
import org.navicast.hub.subscription.Subscriptions;
import tools.jackson.databind.node.ObjectNode;

/** What of this node the others reach. */
public interface ThisNode {
  /** The loop's own clock, which never jumps. */
  LongSupplier nanoTime();

  Subscriptions subscriptions();

  Conferences conferences();

  Fanout fanout();

  Publisher publisher();

  Requests requests();

  /** A file of this node, for who reads it to end; null where there is none, or none any more. */
  @Nullable StoredFile openFile(String id);

  /** Grows with all that administrators see of this node. */
  long news();

  /** Subscribers are told to try again, wherever that leads them. */
  void letGo();

  /**
   * Answers another node that asks all of them, or does not know the question.
   *
   * @param kind of the question
   * @param to takes the parts of the answer; the last one says so
   */
  void answer(String kind, ObjectNode question, Consumer<ObjectNode> to);
}
