package org.navicast.driver.sixdof;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.driver.hid.HidRange;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;

/**
 * What must be among the controls of a device so that a model is thought of which knows no ids.
 *
 * @param needed usages that all must be there
 * @param alike axes that all have the same range, as the four of two sticks; none where that says
 *     nothing
 * @param unlike axes of another range than those, as triggers beside sticks
 * @param fewestButtons so many buttons at least
 */
record ControlShape(
    Set<HidUsage> needed, List<HidUsage> alike, List<HidUsage> unlike, int fewestButtons) {
  /** Says nothing. */
  static final ControlShape ANY = new ControlShape(Set.of(), List.of(), List.of(), 0);

  private static final int MOST_COUNTED = 64;

  ControlShape {
    needed = Set.copyOf(needed);
    alike = List.copyOf(alike);
    unlike = List.copyOf(unlike);
  }

  boolean fits(ReportDescriptor controls) {
    return needed.stream().allMatch(controls::has)
        && areAlike(controls)
        && (fewestButtons == 0 || controls.buttons(MOST_COUNTED).size() >= fewestButtons);
  }

  private boolean areAlike(ReportDescriptor controls) {
    List<Optional<HidRange>> ranges = alike.stream().map(controls::position).distinct().toList();
    return ranges.isEmpty()
        || (ranges.size() == 1
            && ranges.getFirst().isPresent()
            && unlike.stream().map(controls::position).noneMatch(ranges::contains));
  }
}
