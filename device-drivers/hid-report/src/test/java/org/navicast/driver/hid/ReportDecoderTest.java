package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptors and reports of known devices. */
class ReportDecoderTest {
  record Vector(String descriptor, String report, String values) {}

  static Stream<Vector> vectors() {
    return HexFile.lines("reports.txt").stream()
        .map(line -> line.split("\\|", -1))
        .map(parts -> new Vector(parts[0].strip(), parts[1].strip(), parts[2].strip()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodes(Vector vector) throws DescriptorException {
    assertEquals(
        vector.values(), Words.decoded(known(vector.descriptor()), HexFile.bytes(vector.report())));
  }

  @Test
  void tellsWhatADeviceIsFor() throws DescriptorException {
    ReportDescriptor pedal = known("vec-infinity");
    assertEquals(List.of(HidUsage.PROGRAMMABLE_BUTTONS), pedal.applications());
    assertFalse(pedal.isNumbered());
    assertEquals(2, pedal.longestReportBytes());
    assertEquals(
        List.of(HidUsage.button(1), HidUsage.button(2), HidUsage.button(3)), pedal.buttons(32));

    ReportDescriptor keyboard = known("keyboard-with-id");
    assertEquals(List.of(HidUsage.KEYBOARD_DEVICE), keyboard.applications());
    assertTrue(keyboard.isNumbered());
    assertEquals(8, keyboard.longestReportBytes());
    assertTrue(keyboard.has(HidUsage.key(0x05)));
    assertFalse(keyboard.has(HidUsage.key(0x66)));
    assertFalse(keyboard.has(HidUsage.button(1)));
    assertEquals(List.of(), keyboard.buttons(32));

    assertEquals(10, known("gamepad").buttons(32).size());
    assertEquals(5, known("button-array").buttons(5).size());
  }

  @Test
  void aDeviceThatCallsPositionsRelativeIsCorrected() throws DescriptorException {
    ReportDescriptor lying = known("spacemouse-two-reports");
    byte[] report = HexFile.bytes("01 5E 01 A2 FE 34 00");
    assertEquals("01:30~350 01:31~-350 01:32~52", Words.decoded(lying, report));
    assertEquals("01:30=350 01:31=-350 01:32=52", Words.decoded(lying.withPositions(), report));
  }

  @Test
  void onlyTheGivenLengthOfABufferIsTheReport() throws DescriptorException {
    ReportDecoder decoder = new ReportDecoder(known("vec-infinity"));
    assertEquals(List.of(), decoder.decode(new byte[64], 1));
    assertEquals(1, decoder.dropped());
    assertEquals(3, decoder.decode(new byte[64], 2).size());
  }

  @Test
  void fractionsStayWithinFullDeflection() {
    assertEquals(1, axis(350, -350, 350));
    assertEquals(1, axis(412, -350, 350));
    assertEquals(-1, axis(-412, -350, 350));
    assertEquals(-0.5, axis(-175, -350, 350));
    assertEquals(-1, axis(-512, -512, 511));
    assertEquals(0.5, axis(50, 0, 100));
    assertEquals(0.5, axis(150, 100, 200));
    assertEquals(0, axis(7, 0, 0));
    assertEquals(0, axis(100, 100, 200));
  }

  private static double axis(long value, long min, long max) {
    return new HidValue.Axis(HidUsage.X, value, min, max, false).fraction();
  }

  private static ReportDescriptor known(String name) throws DescriptorException {
    return ReportDescriptor.parse(HexFile.descriptor(name));
  }
}
