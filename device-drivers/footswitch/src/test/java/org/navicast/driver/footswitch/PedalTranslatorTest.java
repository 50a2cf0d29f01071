package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.InputEvent;

/** Looks at a pedal beside the kernel's word of its movements. */
class PedalTranslatorTest {
  private final List<InputEvent> told = new ArrayList<>();
  private final PedalTranslator pedals = PedalTranslator.ofUnknown("pedals", List.of("left"));

  @Test
  void aLookThatComesBeforeTheWordOfAMovementTakesNoPressAway() {
    pedals.find(0, false, 1, told::add);
    pedals.find(0, true, 3, told::add);
    pedals.move(0, true, 2, told::add);
    pedals.move(0, false, 4, told::add);
    assertEquals(
        List.of(
            new Button("pedals", 2, "left", true, true),
            new Button("pedals", 4, "left", false, true)),
        told);
  }

  @Test
  void whatOnlyALookFindsIsNoPress() {
    pedals.find(0, false, 1, told::add);
    pedals.find(0, true, 2, told::add);
    pedals.find(0, true, 3, told::add);
    pedals.find(0, false, 4, told::add);
    assertEquals(List.of(), told);
  }

  @Test
  void whatALookFoundBeforeNobodyLookedIsForgotten() {
    pedals.find(0, false, 1, told::add);
    pedals.find(0, true, 2, told::add);
    pedals.lose(3, told::add);
    pedals.move(0, true, 4, told::add);
    assertEquals(List.of(), told);
  }

  @Test
  void whatIsDownFromTheBeginningHasToComeUpFirst() {
    pedals.find(0, true, 1, told::add);
    pedals.move(0, true, 2, told::add);
    assertEquals(List.of(), told);
    pedals.move(0, false, 3, told::add);
    pedals.move(0, true, 4, told::add);
    assertEquals(List.of(new Button("pedals", 4, "left", true, true)), told);
  }
}
