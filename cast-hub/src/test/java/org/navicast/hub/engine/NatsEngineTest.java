package org.navicast.hub.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.hub.NatsServers;

/** An engine at a real server that does not read for a while. */
class NatsEngineTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final long PATIENCE_SECONDS = 10;

  @TempDir Path folder;
  @AutoClose private final ExecutorService loop = Executors.newSingleThreadExecutor();

  @Test
  void whatIsSubscribedToWhileNothingMoreIsTakenIsHeardAfterwards() throws Exception {
    try (NatsServers servers = new NatsServers(folder, 1, "");
        Engine stuck = connect(servers);
        Engine other = connect(servers)) {
      servers.suspend(0, true);
      CountDownLatch heard = new CountDownLatch(1);
      onLoop(
          () -> {
            byte[] message = new byte[1 << 10];
            while (stuck.unsent() == 0) {
              stuck.publish("nobody", message);
            }
            stuck.subscribe("news", (_, _) -> heard.countDown());
          });
      servers.suspend(0, false);

      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      do {
        assertTrue(System.nanoTime() < until, "it is deaf");
        onLoop(() -> other.publish("news", new byte[1]));
      } while (!heard.await(20, TimeUnit.MILLISECONDS));
    }
  }

  private Engine connect(NatsServers servers) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    Engine engine =
        NatsEngine.source(new NatsSettings(servers.addresses(0), List.of(), null, NEVER))
            .connect(
                loop,
                new Engine.Watcher() {
                  @Override
                  public void connected() {
                    connected.countDown();
                  }

                  @Override
                  public void lost() {}
                });
    assertTrue(connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "never connected");
    return engine;
  }

  /** As long as it takes, but not for ever. */
  private void onLoop(Runnable step) throws Exception {
    Future<?> done = loop.submit(step);
    done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
