package org.navicast.driver.hid;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the input reports of one HID interface consist of. Outputs, features, physical ranges and
 * units are left out.
 */
public final class ReportDescriptor {
  private final boolean numbered;
  private final List<HidUsage> applications;
  private final List<InputReport> reports;

  ReportDescriptor(boolean numbered, List<HidUsage> applications, List<InputReport> reports) {
    this.numbered = numbered;
    this.applications = List.copyOf(applications);
    this.reports = List.copyOf(reports);
  }

  /**
   * Reads a descriptor as the device sent it.
   *
   * @throws DescriptorException when it breaks the format or a bound of {@link HidLimits}
   */
  public static ReportDescriptor parse(byte[] bytes) throws DescriptorException {
    return new DescriptorParser(bytes).parse();
  }

  /** The same for a device whose axes tell positions although it calls them relative. */
  public ReportDescriptor withPositions() {
    return new ReportDescriptor(
        numbered,
        applications,
        reports.stream()
            .map(
                report ->
                    new InputReport(
                        report.id(),
                        report.bits(),
                        report.fields().stream().map(InputField::asPosition).toList()))
            .toList());
  }

  /** The same without some reports, given by their ids: whoever reads by it passes them over. */
  public ReportDescriptor without(Set<Integer> ids) {
    return new ReportDescriptor(
        numbered,
        applications,
        reports.stream().filter(report -> !ids.contains(report.id())).toList());
  }

  /** True where each report begins with its id. */
  public boolean isNumbered() {
    return numbered;
  }

  /** What the interface is for, such as {@link HidUsage#KEYBOARD_DEVICE}; in order, each once. */
  public List<HidUsage> applications() {
    return applications;
  }

  /** True where some input report can tell this usage. */
  public boolean has(HidUsage usage) {
    return reports.stream()
        .flatMap(report -> report.fields().stream())
        .anyMatch(field -> field.usages().contains(usage));
  }

  /** True where some input report tells of anything that is on or off: a button, a key. */
  public boolean hasSwitches() {
    return reports.stream()
        .flatMap(report -> report.fields().stream())
        .anyMatch(InputField::hasSwitches);
  }

  /** The buttons, by number from 1, at most {@code limit}; a keyboard's keys are none. */
  public List<HidUsage> buttons(int limit) {
    return reports.stream()
        .flatMap(report -> report.fields().stream())
        .flatMap(field -> field.usages().onPage(HidUsage.BUTTON))
        .filter(usage -> usage.id() != 0)
        .distinct()
        .sorted(Comparator.comparingInt(HidUsage::id))
        .limit(limit)
        .toList();
  }

  /** Bytes of the longest input report, with its id where it has one; at most 4097. */
  public int longestReportBytes() {
    return reports.stream().mapToInt(InputReport::bytes).max().orElse(0) + (numbered ? 1 : 0);
  }

  Optional<InputReport> report(int id) {
    return reports.stream().filter(report -> report.id() == id).findFirst();
  }
}
