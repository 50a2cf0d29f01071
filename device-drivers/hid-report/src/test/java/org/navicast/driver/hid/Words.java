package org.navicast.driver.hid;

import java.util.List;
import java.util.stream.Collectors;

/** Values in the words of {@code reports.txt}. */
final class Words {
  private Words() {}

  static String decoded(String descriptor, String report) throws DescriptorException {
    return decoded(ReportDescriptor.parse(HexFile.bytes(descriptor)), HexFile.bytes(report));
  }

  static String decoded(ReportDescriptor descriptor, byte[] report) {
    ReportDecoder decoder = new ReportDecoder(descriptor);
    List<HidValue> values = decoder.decode(report, report.length);
    return decoder.dropped() == 1
        ? "-"
        : values.stream().map(Words::of).collect(Collectors.joining(" "));
  }

  private static String of(HidValue value) {
    return switch (value) {
      case HidValue.Switch(HidUsage usage, boolean on) -> usage + (on ? "+" : "-");
      case HidValue.Axis axis -> axis.usage() + (axis.relative() ? "~" : "=") + axis.value();
      case HidValue.Hat hat ->
          hat.usage() + "@" + (hat.direction().isPresent() ? "" + hat.direction().getAsInt() : "");
      case HidValue.Selection(int _, List<HidUsage> on) ->
          on.stream().map(HidUsage::toString).collect(Collectors.joining(" ", "[", "]"));
    };
  }
}
