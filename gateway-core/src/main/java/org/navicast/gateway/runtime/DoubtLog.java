package org.navicast.gateway.runtime;

import java.util.function.Consumer;
import org.navicast.gateway.engine.Doubted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log what is left out or not believed of a device. */
public final class DoubtLog implements Consumer<Doubted> {
  private static final Logger LOG = LoggerFactory.getLogger(DoubtLog.class);

  @Override
  public void accept(Doubted doubted) {
    LOG.warn("{}: {}", doubted.device(), doubted.line());
  }
}
