package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is on, over several reports. */
class OnUsagesTest {
  private static final HidUsage LEFT = HidUsage.button(1);
  private static final HidUsage RIGHT = HidUsage.button(2);
  private static final HidUsage A = HidUsage.key(0x04);
  private static final HidUsage B = HidUsage.key(0x05);

  @Test
  void switchesStayOnUntilTheyAreToldOff() {
    OnUsages on = new OnUsages(_ -> true);
    assertTrue(on.take(List.of(new HidValue.Switch(LEFT, true))));
    assertTrue(on.take(List.of(new HidValue.Switch(RIGHT, true))));
    assertEquals(Set.of(LEFT, RIGHT), on.on());
    assertTrue(on.take(List.of(new HidValue.Switch(LEFT, false))));
    assertEquals(Set.of(RIGHT), on.on());
  }

  @Test
  void aGroupReplacesItsFormerSelectionAndNoOther() {
    OnUsages on = new OnUsages(_ -> true);
    assertTrue(on.take(List.of(new HidValue.Selection(0, List.of(A)))));
    assertTrue(on.take(List.of(new HidValue.Selection(1, List.of(LEFT)))));
    assertEquals(Set.of(A, LEFT), on.on());
    assertTrue(on.take(List.of(new HidValue.Selection(0, List.of(B)))));
    assertEquals(Set.of(B, LEFT), on.on());
    assertTrue(on.take(List.of(new HidValue.Selection(0, List.of()))));
    assertEquals(Set.of(LEFT), on.on());
  }

  @Test
  void whatIsNotWantedIsNotKept() {
    OnUsages on = new OnUsages(LEFT::equals);
    assertFalse(on.take(List.of(new HidValue.Switch(RIGHT, true))));
    assertFalse(on.take(List.of(new HidValue.Switch(RIGHT, false))));
    assertTrue(on.take(List.of(new HidValue.Selection(0, List.of(A, LEFT)))));
    assertEquals(Set.of(LEFT), on.on());
  }

  @Test
  void aReportTellsWhereAnyOfItsValuesDoes() {
    OnUsages on = new OnUsages(LEFT::equals);
    HidValue axis = new HidValue.Axis(HidUsage.X, 5, 0, 10, false);
    HidValue hat = new HidValue.Hat(HidUsage.HAT, OptionalInt.empty(), 8);
    assertFalse(on.take(List.of(axis, hat)));
    assertTrue(on.take(List.of(new HidValue.Switch(LEFT, true), axis)));
    assertTrue(on.take(List.of(axis, new HidValue.Switch(LEFT, false), hat)));
    assertFalse(on.take(List.of()));
    assertEquals(Set.of(), on.on());
  }
}
