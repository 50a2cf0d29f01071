package org.navicast.driver.hid;

import java.util.ArrayList;
import java.util.List;
import org.navicast.driver.hid.DescriptorException.Reason;

/** The usages that belong to the next main item alone (HID 1.11, 6.2.2.8). */
final class LocalState {
  private static final int USAGE = 0x0;
  private static final int USAGE_MINIMUM = 0x1;
  private static final int USAGE_MAXIMUM = 0x2;
  private static final int DELIMITER = 0xA;

  /** Items of so many bytes carry a page of their own. */
  private static final int WITH_PAGE = 4;

  private record Entry(UsageRange range, boolean ownPage) {}

  private final List<Entry> entries = new ArrayList<>();
  private long minimum;
  private boolean minimumHasPage;
  private boolean inAlternatives;
  private boolean alternativeTaken;

  /** Takes a local item; designators and strings mean nothing here. */
  void take(DescriptorItem item, int page) throws DescriptorException {
    switch (item.tag()) {
      case USAGE -> single(item, page);
      case USAGE_MINIMUM -> {
        minimum = item.data();
        minimumHasPage = item.size() == WITH_PAGE;
      }
      case USAGE_MAXIMUM -> range(item, page);
      case DELIMITER -> delimiter(item);
      default -> {
        // nothing here depends on it
      }
    }
  }

  /**
   * The usages in order. A page that was declared after the usages holds for them too, unless the
   * last of them was declared on it: so Linux reads descriptors, and devices rely on it.
   */
  UsageList usages(int page) {
    List<UsageRange> ranges = new ArrayList<>(entries.stream().map(Entry::range).toList());
    for (int i = ranges.size() - 1; i >= 0; i--) {
      if (entries.get(i).ownPage()) {
        continue;
      }
      if (ranges.get(i).page() == page) {
        break;
      }
      ranges.set(i, ranges.get(i).onPage(page));
    }
    return new UsageList(ranges);
  }

  /** Forgets everything: the main item has come. */
  void reset(DescriptorItem item) throws DescriptorException {
    if (inAlternatives) {
      throw item.wrong(Reason.DELIMITERS);
    }
    entries.clear();
    minimum = 0;
    minimumHasPage = false;
  }

  boolean isOpen() {
    return inAlternatives;
  }

  private void single(DescriptorItem item, int page) throws DescriptorException {
    boolean ownPage = item.size() == WITH_PAGE;
    int id = (int) item.data() & 0xFFFF;
    add(item, new Entry(new UsageRange(ownPage ? page(item.data()) : page, id, id), ownPage));
  }

  private void range(DescriptorItem item, int page) throws DescriptorException {
    boolean maximumHasPage = item.size() == WITH_PAGE;
    int first = (int) minimum & 0xFFFF;
    int last = (int) item.data() & 0xFFFF;
    if (first > last) {
      throw item.wrong(Reason.RANGE);
    }
    int ownPage = page(minimumHasPage ? minimum : item.data());
    boolean hasOwn = minimumHasPage || maximumHasPage;
    add(item, new Entry(new UsageRange(hasOwn ? ownPage : page, first, last), hasOwn));
  }

  private void add(DescriptorItem item, Entry entry) throws DescriptorException {
    if (inAlternatives && alternativeTaken) {
      return; // the first of alternative usages is the preferred one
    }
    alternativeTaken = true;
    if (entries.size() == HidLimits.USAGE_RANGES) {
      throw item.wrong(Reason.TOO_MANY_USAGES);
    }
    entries.add(entry);
  }

  private void delimiter(DescriptorItem item) throws DescriptorException {
    boolean opens = item.data() == 1;
    if (opens == inAlternatives || item.data() > 1) {
      throw item.wrong(Reason.DELIMITERS);
    }
    inAlternatives = opens;
    alternativeTaken = false;
  }

  private static int page(long data) {
    return (int) (data >>> 16);
  }
}
