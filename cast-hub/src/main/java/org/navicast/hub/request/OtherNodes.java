package org.navicast.hub.request;

import java.util.List;
import java.util.function.BiConsumer;
import org.navicast.hub.engine.Engine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The other nodes of this hub, whose subscribers a request asks too. */
public interface OtherNodes {
  /** Those that are there. */
  List<Long> others();

  /**
   * Hands a request to all of them.
   *
   * @param parts takes each part of their answers, with the node that it is from, until it is ended
   */
  Engine.Registration request(ObjectNode question, BiConsumer<Long, JsonNode> parts);
}
