package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.gateway.driver.SettingsException;

class GpioPedalConfigTest {
  private static final Map<String, ?> LEFT = Map.of("control", "left", "normally-open", "GPIO17");

  @ParameterizedTest
  @CsvSource({"up, LOW", "down, HIGH", "none, LOW"})
  void aContactClosesAgainstItsPull(String pull, GpioPedalConfig.Level closed) throws Exception {
    assertEquals(closed, read(Map.of("pull", pull, "pedals", List.of(LEFT))).closed());
  }

  @Test
  void countsTheLinesPedalByPedal() throws Exception {
    GpioPedalConfig config =
        read(
            Map.of(
                "pedals",
                List.of(
                    LEFT,
                    Map.of(
                        "control",
                        "right",
                        "normally-closed",
                        "GPIO22",
                        "normally-open",
                        "GPIO23"))));
    assertEquals(List.of("left", "right"), config.controls());
    assertEquals(List.of("GPIO17", "GPIO23", "GPIO22"), config.lines());
  }

  @Test
  void refusesWhatCannotBeWired() {
    assertRefused("devices[0].pedals", "is missing", Map.of());
    assertRefused(
        "devices[0].pedals[0].normally-open", "or both", pedals(Map.of("control", "left")));
    assertRefused(
        "devices[0].pedals[0].normally-open",
        "add chip to the device",
        pedals(Map.of("control", "left", "normally-open", 17L)));
    assertRefused(
        "devices[0].pedals[1].normally-closed",
        "is GPIO17 twice",
        pedals(LEFT, Map.of("control", "right", "normally-closed", "GPIO17")));
    assertRefused(
        "devices[0].pedals[1].control",
        "twice",
        pedals(LEFT, Map.of("control", "left", "normally-open", "GPIO18")));
    assertRefused(
        "devices[0].pedals[0].pin",
        "is not known here",
        pedals(Map.of("control", "left", "normally-open", "GPIO17", "pin", "11")));
    assertRefused("devices[0].pull", "give one of up, down, none", with("pull", "sideways"));
    assertRefused(
        "devices[0].kernel-debounce-micros",
        "from 0 to 50000",
        with("kernel-debounce-micros", 60_000L));
  }

  private static Map<String, ?> with(String key, Object value) {
    return Map.of("pedals", List.of(LEFT), key, value);
  }

  private static Map<String, ?> pedals(Map<?, ?>... pedals) {
    return Map.of("pedals", List.of(pedals));
  }

  private static void assertRefused(String path, String advice, Map<String, ?> section) {
    SettingsException refusal = assertThrows(SettingsException.class, () -> read(section));
    assertEquals(path, refusal.path());
    assertTrue(String.valueOf(refusal.getMessage()).contains(advice), refusal.getMessage());
  }

  private static GpioPedalConfig read(Map<String, ?> section) throws SettingsException {
    return GpioPedalConfig.from(GpioPedalConfig.SHAPE.read("devices[0]", section));
  }
}
