package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What holds for every descriptor and every report. */
final class DescriptorTrial {
  private DescriptorTrial() {}

  /** Parses, and decodes where that can be done; true where it could. */
  static boolean survives(byte[] descriptor, byte[] report) {
    ReportDescriptor parsed;
    try {
      parsed = ReportDescriptor.parse(descriptor);
    } catch (DescriptorException e) {
      assertTrue(e.offset() >= 0 && e.offset() <= descriptor.length);
      return false;
    }
    assertTrue(parsed.longestReportBytes() <= HidLimits.REPORT_BITS / 8 + 1);
    assertTrue(parsed.buttons(32).size() <= 32);
    ReportDecoder decoder = new ReportDecoder(parsed);
    List<HidValue> values = decoder.decode(report, report.length);
    assertTrue(values.size() <= HidLimits.VALUES);
    assertTrue(decoder.dropped() == 0 || values.isEmpty());
    assertEquals(values, decoder.decode(report, report.length));
    for (HidValue value : values) {
      assertTrue(isBounded(value));
    }
    return true;
  }

  private static boolean isBounded(HidValue value) {
    return switch (value) {
      case HidValue.Switch _ -> true;
      case HidValue.Axis axis -> Math.abs(axis.fraction()) <= 1;
      case HidValue.Hat hat ->
          hat.direction().isEmpty()
              || (hat.direction().getAsInt() >= 0 && hat.direction().getAsInt() < hat.positions());
      case HidValue.Selection(int _, List<HidUsage> on) -> on.size() <= HidLimits.VALUES;
    };
  }
}
