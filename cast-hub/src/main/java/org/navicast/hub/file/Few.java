package org.navicast.hub.file;

import java.util.ArrayDeque;
import java.util.Queue;

/** Has so many go on at once, while the others wait for their turn. For the hub's event loop. */
public final class Few {
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int goingOn;

  /**
   * @param most that go on at once
   */
  public Few(int most) {
    this.most = most;
  }

  /** Begins something now or in its turn; when that is over it is to be {@link #ended}. */
  public void begin(Runnable something) {
    if (goingOn < most) {
      goingOn++;
      something.run();
    } else {
      waiting.add(something);
    }
  }

  /** One is over. */
  public void ended() {
    Runnable next = waiting.poll();
    if (next == null) {
      goingOn--;
    } else {
      next.run();
    }
  }
}
