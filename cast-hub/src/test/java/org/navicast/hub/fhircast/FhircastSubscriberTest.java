package org.navicast.hub.fhircast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FhircastSubscriberTest {
  private final FhircastSubscriber subscriber = new FhircastSubscriber();

  @Test
  void aLeaseIsAsLongAsAskedButNotLongerThanTheHubsOrTheTokens() {
    assertEquals(60, granted(60, Long.MAX_VALUE));
    assertEquals(FhircastSubscriber.LONGEST_LEASE_SECONDS, granted(Long.MAX_VALUE, Long.MAX_VALUE));
    assertEquals(30, granted(60, 30));
    assertEquals(1, granted(60, -5), "a token that is as good as over");
  }

  @Test
  void aLeaseEndsWhenItsTimeIsOver() {
    long start = Long.MAX_VALUE - 5; // the clock may be anywhere
    subscriber.lease(2, Long.MAX_VALUE, start);
    assertFalse(subscriber.isOver(start + TimeUnit.SECONDS.toNanos(2) - 1));
    assertTrue(subscriber.isOver(start + TimeUnit.SECONDS.toNanos(2)));
    subscriber.lease(2, Long.MAX_VALUE, start + TimeUnit.SECONDS.toNanos(1));
    assertFalse(subscriber.isOver(start + TimeUnit.SECONDS.toNanos(2)), "renewed");
  }

  private long granted(long asked, long token) {
    subscriber.lease(asked, token, 0);
    return subscriber.leaseSeconds();
  }
}
