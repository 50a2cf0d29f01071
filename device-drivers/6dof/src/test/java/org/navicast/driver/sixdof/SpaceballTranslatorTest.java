package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;

class SpaceballTranslatorTest {
  private static final long NOW = 42;

  private final List<InputEvent> events = new ArrayList<>();
  private final SpaceballTranslator translator = new SpaceballTranslator("ball", 20_000, 2_000);

  @Test
  void itsThirdAxisPointsAwayFromThePerson() {
    move(20_000, 10_000, 5_000, -2_000, 200, 20);
    assertEquals(List.of(motion(1, 0.5, -0.25, -1, 0.1, -0.01)), events);
  }

  @Test
  void clampsAndTakesTheNullRadiusForRest() {
    move(32_767, -32_768, 8, -8, 9, 2_001);
    assertEquals(List.of(motion(1, -1, 0, 0, 9 / 2_000.0, -1)), events);
  }

  @Test
  void keysOfA2003() {
    keys(0x40, 0x40);
    keys(0x47, 0x4F);
    assertEquals("1+ 2+ 3+ 4+ 5+ 6+ 7+", told());
    keys(0x58, 0x40);
    assertEquals("1- 2- 3- 4- 5- 6- 7- pick+ rezero+", told());
  }

  @Test
  void keysOfA3003() {
    keys(0x40, 0x40);
    keys(0x40, 0x50);
    keys(0x60, 0x60);
    assertEquals("1+ 1- 2+ rezero+", told());
  }

  @Test
  void keysOfA4000() {
    flx(0x20, 0);
    keys(0x40, 0x4F);
    flx(0x3F, 0xBF);
    assertEquals("1+ 2+ 3+ 4+ 5+ 6+ 7+ 8+ 9+ a+ b+ c+", told());
    assertTrue(translator.holdsKeys());
    flx(0x00, 0x40);
    assertEquals("1- 2- 3- 4- 5- 6- 7- 8- 9- a- b- c-", told());
    assertFalse(translator.holdsKeys());
  }

  @Test
  void aKeyThatIsDownWhenTheyAreAskedForIsNoPress() {
    keys(0x40, 0x41);
    keys(0x40, 0x43);
    keys(0x40, 0x40);
    keys(0x40, 0x41);
    assertEquals("2+ 2- 1+", told());
  }

  @Test
  void whereNoneIsDownTheFirstKeyCounts() {
    translator.noKeys();
    keys(0x40, 0x41);
    translator.noKeys();
    keys(0x40, 0x40);
    assertEquals("1+ 1-", told());
  }

  @Test
  void whereItMayNotHaveKnownTheQuestionSeveralKeysAreNotBelieved() {
    translator.noKeys();
    keys(0x40, 0x43);
    keys(0x40, 0x40);
    keys(0x40, 0x42);
    assertEquals("2+", told());
  }

  @Test
  void silenceInMotionBecomesRestOnce() {
    translator.silence(NOW, events::add);
    move(10_000, 0, 0, 0, 0, 0);
    translator.silence(NOW, events::add);
    translator.silence(NOW, events::add);
    assertEquals(List.of(motion(0.5, 0, 0, 0, 0, 0), motion(0, 0, 0, 0, 0, 0)), events);
  }

  private void move(int x, int y, int z, int a, int b, int c) {
    translator.motion(new SpaceballMessage.Motion(0, x, y, z, a, b, c), NOW, events::add);
  }

  private void keys(int high, int low) {
    translator.keys(new SpaceballMessage.Keys(high, low), NOW, events::add);
  }

  private void flx(int high, int low) {
    translator.keys(new SpaceballMessage.FlxKeys(high, low), NOW, events::add);
  }

  private String told() {
    List<String> words = new ArrayList<>();
    for (InputEvent event : events) {
      words.add(event instanceof Button b ? b.control() + (b.pressed() ? "+" : "-") : "" + event);
    }
    events.clear();
    return String.join(" ", words);
  }

  private static Motion motion(double x, double y, double z, double rx, double ry, double rz) {
    return new Motion("ball", NOW, x, y, z, rx, ry, rz);
  }
}
