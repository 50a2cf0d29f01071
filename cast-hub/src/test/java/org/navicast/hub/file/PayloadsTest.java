package org.navicast.hub.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
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

    payloads.shutDown();
    assertEquals(0, payloads.count());
    assertTrue(file.isOpen(), "the disk has other work");
    busy.countDown();
    assertTrue(payloads.disk().awaitTermination(5, TimeUnit.SECONDS));
    assertFalse(file.isOpen());
  }
}
