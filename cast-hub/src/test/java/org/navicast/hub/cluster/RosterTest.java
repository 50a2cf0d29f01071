package org.navicast.hub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster roster = new Roster();

  @Test
  void whoSaysNothingForLongIsGoneAndIsNewWhenItComesBack() {
    assertTrue(roster.heard(1, 0));
    assertFalse(roster.heard(1, 10));
    assertTrue(roster.heard(2, Roster.PATIENCE_NANOS));
    assertEquals(List.of(), roster.expire(Roster.PATIENCE_NANOS + 10));
    assertEquals(List.of(1L), roster.expire(Roster.PATIENCE_NANOS + 11));
    assertEquals(Set.of(2L), roster.nodes());
    assertNull(roster.clock(1));
    assertTrue(roster.heard(1, Roster.PATIENCE_NANOS + 12));
    assertNotNull(roster.clock(1));
  }

  @Test
  void eachEventOfANodeIsTakenOnceAndInOrder() {
    assertFalse(roster.isNext(1, 1), "of a stranger");
    roster.heard(1, 0);
    roster.heard(2, 0);
    assertTrue(roster.isNext(1, 7));
    assertFalse(roster.isNext(1, 7), "twice");
    assertFalse(roster.isNext(1, 6), "held on another way");
    assertTrue(roster.isNext(2, 6), "of another node");
    assertTrue(roster.isNext(1, 9), "what is lost is lost");
  }
}
