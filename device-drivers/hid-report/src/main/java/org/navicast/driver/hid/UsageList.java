package org.navicast.driver.hid;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Usages in the order of their declaration, kept as ranges: a device may claim 65,536 of them. */
final class UsageList {
  private final List<UsageRange> ranges;
  private final int size;

  UsageList(List<UsageRange> ranges) {
    this.ranges = List.copyOf(ranges);
    this.size = Math.toIntExact(ranges.stream().mapToLong(UsageRange::size).sum());
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean contains(HidUsage usage) {
    return ranges.stream()
        .anyMatch(
            range ->
                range.page() == usage.page()
                    && range.first() <= usage.id()
                    && usage.id() <= range.last());
  }

  /** Those of one page, in order, made one at a time. */
  Stream<HidUsage> onPage(int page) {
    return ranges.stream()
        .filter(range -> range.page() == page)
        .flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()))
        .mapToObj(id -> new HidUsage(page, id));
  }

  /** The usage at this place; null where there is none. */
  @Nullable HidUsage at(long index) {
    long rest = index;
    for (UsageRange range : ranges) {
      if (rest >= 0 && rest < range.size()) {
        return new HidUsage(range.page(), range.first() + (int) rest);
      }
      rest -= range.size();
    }
    return null;
  }

  /** The usage at this place, or the last one where there are fewer (HID 1.11, 6.2.2.8). */
  HidUsage atOrLast(int index) {
    HidUsage usage = at(Math.min(index, size - 1));
    if (usage == null) {
      throw new IllegalStateException("a field without usages has no values");
    }
    return usage;
  }
}
