package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.driver.SettingsException;

class SerialPedalConfigTest {
  @Test
  void takesLines() throws SettingsException {
    SerialPedalConfig config = lines(pedal("left", "L1", "L0"), pedal("right", "R1", "R0"));
    assertEquals(List.of("left", "right"), config.controls());
    assertEquals(9600, config.serial().baud());
    assertEquals(4, config.signals().size());
    assertEquals("down 1; up 1", decode(config, "R1\nR0\n"));
  }

  @Test
  void takesBytesInHexadecimalOrAsTheNumbersThatAConfigurationMakesOfThem()
      throws SettingsException {
    SerialPedalConfig config =
        with("bytes", pedal("left", "0x41", 0x61L), pedal("right", "0xFF", 0L));
    assertEquals("down 0; up 0; up 1", decode(config, "Aa\0"));
  }

  @Test
  void refusesTheSameSignalTwice() {
    assertRefused(
        "devices[0].pedals[1].released",
        "is the same as devices[0].pedals[0].pressed; give every signal its own",
        () -> lines(pedal("left", "A", "B"), pedal("right", "C", "A")));
    assertRefused(
        "devices[0].pedals[0].released",
        "is the same as",
        () -> with("bytes", pedal("left", "0x41", 65L)));
  }

  @Test
  void refusesTheSameControlTwice() {
    assertRefused(
        "devices[0].pedals[1].control",
        "\"left\" twice",
        () -> lines(pedal("left", "A", "B"), pedal("left", "C", "D")));
  }

  @Test
  void refusesLinesThatCannotBeSent() {
    assertRefused(
        "devices[0].pedals[0].pressed", "1 to 64 bytes", () -> lines(pedal("left", "", "B")));
    assertRefused(
        "devices[0].pedals[0].pressed",
        "1 to 64 bytes",
        () -> lines(pedal("left", "x".repeat(65), "B")));
    assertRefused(
        "devices[0].pedals[0].pressed", "line end", () -> lines(pedal("left", "A\r", "B")));
    assertRefused(
        "devices[0].pedals[0].pressed",
        "add protocol: bytes",
        () -> lines(pedal("left", "0x41", "B")));
  }

  @Test
  void refusesWhatIsNoByte() {
    for (Object wrong : List.of("A", 256L, -1L, "0x100", "")) {
      assertRefused(
          "devices[0].pedals[0].pressed",
          "give a byte from 0x00 to 0xFF",
          () -> with("bytes", pedal("left", wrong, "0x00")));
    }
  }

  @Test
  void refusesWhatIsMissingOrUnknown() {
    assertRefused("devices[0].pedals", "is empty", () -> lines());
    assertRefused("devices[0].port", "missing", () -> from(Map.of()));
    assertRefused(
        "devices[0].parity",
        "not known",
        () ->
            from(
                Map.of(
                    "port", "/dev/ttyS0",
                    "parity", "odd",
                    "pedals", List.of(pedal("left", "A", "B")))));
    assertRefused(
        "devices[0].pedals[0].debounce",
        "not known",
        () -> lines(Map.of("control", "left", "pressed", "A", "released", "B", "debounce", 10L)));
  }

  private static Map<String, Object> pedal(String control, Object pressed, Object released) {
    return Map.of("control", control, "pressed", pressed, "released", released);
  }

  @SafeVarargs
  private static SerialPedalConfig lines(Map<String, Object>... pedals) throws SettingsException {
    return with("lines", pedals);
  }

  @SafeVarargs
  private static SerialPedalConfig with(String protocol, Map<String, Object>... pedals)
      throws SettingsException {
    return from(Map.of("port", "/dev/ttyS0", "protocol", protocol, "pedals", List.of(pedals)));
  }

  private static SerialPedalConfig from(Map<String, ?> values) throws SettingsException {
    return SerialPedalConfig.from(SerialPedalConfig.SHAPE.read("devices[0]", values));
  }

  private static String decode(SerialPedalConfig config, String sent) {
    byte[] bytes = sent.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return DecodedPedals.inChunks(config.decoder(), bytes, bytes.length).words();
  }

  private static void assertRefused(
      String path, String reason, org.junit.jupiter.api.function.Executable attempt) {
    SettingsException refusal = assertThrows(SettingsException.class, attempt);
    assertEquals(path, refusal.path());
    assertTrue(refusal.toString().contains(reason), refusal::toString);
  }
}
