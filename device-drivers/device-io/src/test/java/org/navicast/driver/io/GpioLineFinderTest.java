package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chips of a Raspberry Pi in small: the header, and another one with a name in common. */
class GpioLineFinderTest {
  private static final GpioChip HEADER = chip("/dev/gpiochip4", "pinctrl-rp1", "", "GPIO1", "SAME");
  private static final GpioChip OTHER = chip("/dev/gpiochip10", "gpio-brcmstb", "WAKE", "", "SAME");
  private static final List<GpioChip> CHIPS = List.of(HEADER, OTHER);

  @Test
  void aNameFindsItsChip() throws IOException {
    assertFound(HEADER, List.of(1), GpioLineFinder.find(CHIPS, "", List.of("GPIO1")));
    assertFound(OTHER, List.of(2, 0), GpioLineFinder.find(CHIPS, "", List.of("SAME", "WAKE")));
  }

  @Test
  void aChipIsCalledByPathNodeOrLabel() throws IOException {
    for (String name : List.of("/dev/gpiochip4", "gpiochip4", "pinctrl-rp1")) {
      assertFound(HEADER, List.of(2, 0), GpioLineFinder.find(CHIPS, name, List.of("SAME", "0")));
    }
  }

  @Test
  void aNameThatLooksLikeANumberIsAName() throws IOException {
    GpioChip odd = chip("/dev/gpiochip0", "odd", "1", "0");
    assertFound(odd, List.of(1, 0), GpioLineFinder.find(List.of(odd), "odd", List.of("0", "1")));
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused("this machine has no GPIO chip", List.of(), "", "GPIO1");
    assertRefused(
        "no GPIO chip is called pinctrl; there are gpiochip4 pinctrl-rp1, gpiochip10 gpio-brcmstb",
        CHIPS,
        "pinctrl",
        "GPIO1");
    assertRefused("there is no GPIO line GPIO2 on", CHIPS, "", "GPIO1", "GPIO2");
    assertRefused("there is no GPIO line 3 on gpiochip4 pinctrl-rp1", CHIPS, "gpiochip4", "3");
    assertRefused("are not on one GPIO chip", CHIPS, "", "GPIO1", "WAKE");
    assertRefused("several GPIO chips have such lines; name one of", CHIPS, "", "SAME");
    assertRefused("the line 1 is named twice", CHIPS, "gpiochip4", "GPIO1", "1");
    assertRefused(
        "no permission",
        List.of(new GpioChip("/dev/gpiochip0", "", List.of(), "no permission")),
        "",
        "GPIO1");
  }

  private static void assertFound(
      GpioChip chip, List<Integer> numbers, GpioLineFinder.Found found) {
    assertEquals(new GpioLineFinder.Found(chip, numbers), found);
  }

  private static void assertRefused(
      String words, List<GpioChip> chips, String chip, String... lines) {
    String message =
        String.valueOf(
            assertThrows(IOException.class, () -> GpioLineFinder.find(chips, chip, List.of(lines)))
                .getMessage());
    assertTrue(message.contains(words), message);
  }

  private static GpioChip chip(String path, String label, String... names) {
    List<GpioChip.Line> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(new GpioChip.Line(lines.size(), name, ""));
    }
    return new GpioChip(path, label, lines, "");
  }
}
