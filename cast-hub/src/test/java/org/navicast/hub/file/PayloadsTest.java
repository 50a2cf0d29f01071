package org.navicast.hub.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.navicast.hub.cluster.Tickets;

class PayloadsTest {
  @Test
  void theEventLoopDoesNotWaitUntilALargeFileIsGone() throws Exception {
    Payloads payloads = new Payloads(FileLimits.DEFAULT, Instant::now, new Tickets(1));
    FileChannel file = Payloads.newFile();
    Payloads.Batch batch = new Payloads.Batch(file, 10, Instant.MAX);
    payloads.store(batch, Map.of("id", new Payloads.Payload(batch, 0, 10, "a", "b")));
    CountDownLatch busy = busyDisk(payloads);

    payloads.shutDown();
    assertEquals(0, payloads.count());
    assertTrue(file.isOpen(), "the disk has other work");
    busy.countDown();
    assertTrue(payloads.disk().awaitTermination(5, TimeUnit.SECONDS));
    assertFalse(file.isOpen());
  }

  /** Else the event loop is gone by then, and what the disk has to tell it is thrown at nobody. */
  @Test
  void aHubThatStopsWaitsForWhatTheDiskWasAskedFor() throws Exception {
    Payloads payloads = new Payloads(FileLimits.DEFAULT, Instant::now, new Tickets(1));
    CountDownLatch busy = busyDisk(payloads);
    payloads.shutDown();
    Thread stopping = Thread.ofPlatform().start(payloads::awaitEnd);
    while (stopping.getState() != Thread.State.TIMED_WAITING) {
      assertTrue(stopping.isAlive(), "it waits for nothing");
      Thread.onSpinWait();
    }
    busy.countDown();
    assertTrue(stopping.join(Duration.ofSeconds(5)));
    assertTrue(payloads.disk().isTerminated());
  }

  /** Does nothing else until it is counted down. */
  private static CountDownLatch busyDisk(Payloads payloads) {
    CountDownLatch busy = new CountDownLatch(1);
    payloads
        .disk()
        .execute(
            () -> {
              try {
                busy.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    return busy;
  }
}
