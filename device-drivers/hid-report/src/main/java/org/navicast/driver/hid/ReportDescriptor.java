package org.navicast.driver.hid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the input reports of one HID interface consist of. Outputs, features, physical ranges and
 * units are left out.
 */
public final class ReportDescriptor {
  private final boolean numbered;
  private final List<HidUsage> applications;
  private final List<InputReport> reports;
  private final byte[] bytes;

  ReportDescriptor(boolean numbered, List<HidUsage> applications, List<InputReport> reports) {
    this(numbered, applications, reports, new byte[0]);
  }

  private ReportDescriptor(
      boolean numbered, List<HidUsage> applications, List<InputReport> reports, byte[] bytes) {
    this.bytes = bytes;
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
    ReportDescriptor parsed = new DescriptorParser(bytes).parse();
    return new ReportDescriptor(
        parsed.numbered, parsed.applications, parsed.reports, bytes.clone());
  }

  /** As the device sent it; empty where it was changed since. */
  public byte[] bytes() {
    return bytes.clone();
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

  /**
   * Its sets of controls, in the order of the descriptor; none without a control.
   *
   * <p>An axis that one collection has in several reports belongs to several ports: a report that
   * tells of X again tells of another stick.
   */
  public List<ControlSet> controlSets() {
    Map<InputField.Place, Set<Integer>> places = new LinkedHashMap<>();
    for (InputReport report : reports) {
      for (InputField field : report.fields()) {
        places.computeIfAbsent(field.place(), _ -> new LinkedHashSet<>()).add(report.id());
      }
    }
    List<ControlSet> sets = new ArrayList<>();
    places.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getKey().number()))
        .forEach(
            entry -> {
              for (Set<Integer> ids : ports(entry.getKey(), entry.getValue())) {
                sets.add(
                    new ControlSet(
                        sets.size() + 1, entry.getKey().application(), only(entry.getKey(), ids)));
              }
            });
    return List.copyOf(sets);
  }

  /** The reports of each port; those without a stick go with the first. */
  private List<Set<Integer>> ports(InputField.Place place, Set<Integer> ids) {
    List<Integer> sticks =
        ids.stream()
            .filter(
                id ->
                    report(id).stream()
                        .flatMap(report -> report.fields().stream())
                        .anyMatch(
                            field -> field.place().equals(place) && field.isPosition(HidUsage.X)))
            .toList();
    if (sticks.size() < 2) {
      return List.of(ids);
    }
    List<Set<Integer>> ports = new ArrayList<>();
    Set<Integer> first = new LinkedHashSet<>(ids);
    sticks.subList(1, sticks.size()).forEach(first::remove);
    ports.add(first);
    sticks.subList(1, sticks.size()).forEach(id -> ports.add(Set.of(id)));
    return ports;
  }

  private ReportDescriptor only(InputField.Place place, Set<Integer> ids) {
    return new ReportDescriptor(
        numbered,
        place.application().equals(HidUsage.NONE) ? List.of() : List.of(place.application()),
        reports.stream()
            .map(
                report ->
                    new InputReport(
                        report.id(),
                        report.bits(),
                        report.fields().stream()
                            .filter(
                                field ->
                                    (field.place().equals(place) && ids.contains(report.id()))
                                        || field.usages().contains(HidUsage.BATTERY_STRENGTH))
                            .toList()))
            .toList());
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

  /** The values of the first axis of this usage; empty where no input report tells its position. */
  public Optional<HidRange> position(HidUsage usage) {
    return reports.stream()
        .flatMap(report -> report.fields().stream())
        .filter(field -> field.isPosition(usage))
        .map(field -> new HidRange(field.min(), field.max()))
        .findFirst();
  }

  /** The axes whose positions some input report tells, each once. */
  public List<HidUsage> axes() {
    return reports.stream()
        .flatMap(report -> report.fields().stream())
        .flatMap(
            field ->
                Stream.of(HidUsage.GENERIC_DESKTOP, HidUsage.SIMULATION)
                    .flatMap(page -> field.usages().onPage(page))
                    .limit(field.count())
                    .filter(usage -> usage.isAxis() && field.isPosition(usage)))
        .distinct()
        .toList();
  }

  /** True where some input report tells this usage as on or off. */
  public boolean hasSwitch(HidUsage usage) {
    return reports.stream()
        .flatMap(report -> report.fields().stream())
        .anyMatch(
            field ->
                field.usages().contains(usage)
                    && (field.kind() == InputField.Kind.ARRAY || field.isSwitch(usage)));
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
