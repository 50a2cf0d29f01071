package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccupancyTest {
  private final List<String> done = new ArrayList<>();
  private final Occupancy occupancy =
      new Occupancy(() -> done.add("woken"), () -> done.add("released"));

  @Test
  void anEmptyOneIsReleasedAtOnceAndOnce() {
    assertTrue(occupancy.enter());
    assertTrue(occupancy.leave());
    occupancy.close();
    occupancy.close();
    assertEquals(List.of("released"), done);
    assertFalse(occupancy.enter());
  }

  @Test
  void theLastOneToLeaveReleasesIt() {
    assertTrue(occupancy.enter());
    assertTrue(occupancy.enter());
    occupancy.close();
    occupancy.close();
    assertEquals(List.of("woken"), done);
    assertFalse(occupancy.leave());
    assertEquals(List.of("woken"), done);
    assertFalse(occupancy.leave());
    assertEquals(List.of("woken", "released"), done);
  }
}
