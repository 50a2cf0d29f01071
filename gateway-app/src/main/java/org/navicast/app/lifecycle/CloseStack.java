package org.navicast.app.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Closes things in the opposite order of their opening; what is opened once it is closed is closed
 * at once. May be used from any thread.
 */
public final class CloseStack implements AutoCloseable {
  private final Deque<Runnable> open = new ArrayDeque<>();
  private boolean closed;

  /** Takes charge of something that was opened. */
  public <T> T add(T opened, Consumer<? super T> close) {
    synchronized (this) {
      if (!closed) {
        open.push(() -> close.accept(opened));
        return opened;
      }
    }
    close.accept(opened);
    return opened;
  }

  @Override
  public void close() {
    Runnable next = next();
    if (next != null) {
      try {
        next.run();
      } finally {
        close();
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    closed = true;
    return open.poll();
  }
}
