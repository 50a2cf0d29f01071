package org.navicast.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Other programs that take all that they get of every core, until this is closed. */
final class Load implements AutoCloseable {
  private final List<Process> busy = new ArrayList<>();

  private Load() {}

  /** Two for each core, so that whatever else runs gets a third of one. */
  static Load onAllCores() throws IOException {
    Load load = new Load();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      // Ends by itself should nobody close it.
      load.busy.add(new ProcessBuilder("timeout", "60", "sh", "-c", "while :; do :; done").start());
    }
    return load;
  }

  @Override
  public void close() {
    busy.forEach(Process::destroy);
  }
}
