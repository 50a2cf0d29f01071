package org.navicast.app.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for something to end, but not for ever. */
public final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Returns when it has ended, or the time is over. */
  public static void await(CompletableFuture<?> end, long millis) {
    try {
      end.get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.warn("not everything ended within {} ms; leaving all the same", millis);
    } catch (ExecutionException e) {
      LOG.warn("could not end in an orderly way: {}", String.valueOf(e.getCause()));
    }
  }
}
