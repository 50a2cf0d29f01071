package org.navicast.conformance;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One case, to be played to a client as one kind of hub.
 *
 * @param id unique, with the dialect at its end
 * @param title what a client must do, one sentence
 * @param clause where that is written
 * @param topic that the client is started with
 * @param steps each an object of one key, the verb; see the README beside the cases
 */
public record Case(
    String id, String title, String clause, Dialect dialect, String topic, List<JsonNode> steps) {
  public Case {
    steps = List.copyOf(steps);
  }
}
