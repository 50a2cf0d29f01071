package org.navicast.app.figures;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;

/** Where figures go. */
interface Sink {
  /** What a person calls it. */
  String name();

  /**
   * Takes all figures as they are now.
   *
   * @throws IOException in words for a person, where they do not get there
   */
  void write(MetricSnapshots figures) throws IOException;

  /** Takes no more. */
  void close() throws IOException;
}
