package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What came, in order, for a test on another thread to wait for. */
final class Recorder<T> implements Consumer<T> {
  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<T> came = new LinkedBlockingQueue<>();

  @Override
  public void accept(T one) {
    came.add(one);
  }

  T next() throws InterruptedException {
    T one = came.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(one, "nothing came in time");
    return one;
  }

  /** All that has come by now and was not taken. */
  List<T> rest() {
    return List.copyOf(came);
  }
}
