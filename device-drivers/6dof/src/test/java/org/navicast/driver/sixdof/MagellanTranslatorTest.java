package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;

class MagellanTranslatorTest {
  private static final long NOW = 42;

  private final List<InputEvent> events = new ArrayList<>();
  private final MagellanTranslator translator = new MagellanTranslator("cap", 400);

  @Test
  void publishesItsOwnAxesAsFractionsOfFullDeflection() {
    move(400, 200, -100, -400, 40, 20);
    assertEquals(List.of(motion(1, 0.5, -0.25, -1, 0.1, 0.05)), events);
  }

  @Test
  void clampsWhatIsBeyondFullDeflection() {
    move(32767, -32768, 0, 0, 0, 0);
    assertEquals(List.of(motion(1, -1, 0, 0, 0, 0)), events);
  }

  @Test
  void takesTheNullRadiusForRest() {
    move(8, -8, 9, -9, 1, 0);
    assertEquals(List.of(motion(0, 0, 9 / 400.0, -9 / 400.0, 0, 0)), events);
  }

  @Test
  void tellsEveryKeyThatChangedAndNoOther() {
    keys(0x101);
    keys(0x101);
    keys(0x081);
    assertTrue(translator.holdsKeys());
    keys(0);
    assertFalse(translator.holdsKeys());
    assertEquals(
        List.of(
            button("1", true),
            button("*", true),
            button("8", true),
            button("*", false),
            button("1", false),
            button("8", false)),
        events);
  }

  @Test
  void aKeyWithoutANameIsNone() {
    KeyBitmap one = new KeyBitmap("cap", List.of("1"));
    one.set(0b11, NOW, events::add);
    assertEquals(List.of(button("1", true)), events);
  }

  @Test
  void noiseWhileAKeyIsHeldIsAFailure() throws IOException {
    KeyBitmap.requireNoneHeld(false, "/dev/ttyS0");
    IOException failure =
        assertThrows(IOException.class, () -> KeyBitmap.requireNoneHeld(true, "/dev/ttyS0"));
    assertEquals(
        "noise on /dev/ttyS0 while a key was held, so its release may be lost; check cable and"
            + " plug",
        failure.getMessage());
  }

  @Test
  void silenceInMotionBecomesRestOnce() {
    translator.silence(NOW, events::add);
    move(100, 0, 0, 0, 0, 0);
    translator.silence(NOW, events::add);
    translator.silence(NOW, events::add);
    move(0, 0, 0, 0, 0, 0);
    translator.silence(NOW, events::add);
    assertEquals(
        List.of(
            motion(100 / 400.0, 0, 0, 0, 0, 0), motion(0, 0, 0, 0, 0, 0), motion(0, 0, 0, 0, 0, 0)),
        events);
  }

  private void move(int x, int y, int z, int a, int b, int c) {
    translator.motion(new MagellanMessage.Motion(x, y, z, a, b, c), NOW, events::add);
  }

  private void keys(int bitmap) {
    translator.keys(new MagellanMessage.Keys(bitmap), NOW, events::add);
  }

  private static Motion motion(double x, double y, double z, double rx, double ry, double rz) {
    return new Motion("cap", NOW, x, y, z, rx, ry, rz);
  }

  private static Button button(String control, boolean pressed) {
    return new Button("cap", NOW, control, pressed);
  }
}
