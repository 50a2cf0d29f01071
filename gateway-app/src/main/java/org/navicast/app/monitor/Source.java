package org.navicast.app.monitor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a running gateway says, one JSON object after the other. */
public interface Source extends AutoCloseable {
  /**
   * The next, waited for.
   *
   * @return null where none came in time
   * @throws IOException in words for a person, when no more will come
   */
  @Nullable JsonNode next(long millis) throws IOException, InterruptedException;

  /** What is looked at, for a title. */
  String name();

  @Override
  void close();
}
