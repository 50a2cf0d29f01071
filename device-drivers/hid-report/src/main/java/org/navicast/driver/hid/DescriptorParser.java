package org.navicast.driver.hid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.navicast.driver.hid.DescriptorException.Reason;

/** Walks the items of one descriptor once and collects the layouts of its input reports. */
final class DescriptorParser {
  private static final int INPUT = 0x8;
  private static final int COLLECTION = 0xA;
  private static final int END_COLLECTION = 0xC;
  private static final int PUSH = 0xA;
  private static final int POP = 0xB;
  private static final int APPLICATION = 1;

  // Flags of an Input item (HID 1.11, 6.2.2.5)
  private static final int CONSTANT = 1;
  private static final int VARIABLE = 1 << 1;
  private static final int RELATIVE = 1 << 2;
  private static final int NULL_STATE = 1 << 6;

  private static final int WIDEST_VALUE = 32;

  private static final class Report {
    private final List<InputField> fields = new ArrayList<>();
    private int bits;
  }

  private final ItemReader items;
  private final LocalState local = new LocalState();
  private final Deque<GlobalState> pushed = new ArrayDeque<>();
  private final Deque<InputField.Place> collections = new ArrayDeque<>();
  private final Set<HidUsage> applications = new LinkedHashSet<>();
  private final Map<Integer, Report> reports = new TreeMap<>();
  private GlobalState global = GlobalState.START;
  private boolean numbered;
  private int groups;
  private int places;
  private int values;

  DescriptorParser(byte[] bytes) throws DescriptorException {
    this.items = new ItemReader(bytes);
  }

  ReportDescriptor parse() throws DescriptorException {
    for (DescriptorItem item = items.next(); item != null; item = items.next()) {
      switch (item.type()) {
        case DescriptorItem.MAIN -> main(item);
        case DescriptorItem.GLOBAL -> global(item);
        case DescriptorItem.LOCAL -> local.take(item, global.usagePage());
        default -> {
          // reserved: nothing is defined for it, and Linux passes over it too
        }
      }
    }
    if (!collections.isEmpty()) {
      throw new DescriptorException(Reason.COLLECTIONS, items.offset());
    }
    if (local.isOpen()) {
      throw new DescriptorException(Reason.DELIMITERS, items.offset());
    }
    List<InputReport> layouts = new ArrayList<>();
    reports.forEach((id, report) -> layouts.add(new InputReport(id, report.bits, report.fields)));
    return new ReportDescriptor(numbered, List.copyOf(applications), layouts);
  }

  private void main(DescriptorItem item) throws DescriptorException {
    switch (item.tag()) {
      case INPUT -> input(item);
      case COLLECTION -> openCollection(item);
      case END_COLLECTION -> {
        if (collections.poll() == null) {
          throw item.wrong(Reason.COLLECTIONS);
        }
      }
      default -> {
        // outputs and features are not read from
      }
    }
    local.reset(item);
  }

  private void global(DescriptorItem item) throws DescriptorException {
    switch (item.tag()) {
      case PUSH -> {
        if (pushed.size() == HidLimits.STACK) {
          throw item.wrong(Reason.STACK);
        }
        pushed.push(global);
      }
      case POP -> {
        GlobalState popped = pushed.poll();
        if (popped == null) {
          throw item.wrong(Reason.STACK);
        }
        global = popped;
      }
      default -> {
        global = global.after(item);
        numbered |= global.reportId() != 0;
      }
    }
  }

  private void openCollection(DescriptorItem item) throws DescriptorException {
    if (collections.size() == HidLimits.NESTING) {
      throw item.wrong(Reason.COLLECTIONS);
    }
    InputField.Place around = place();
    if (item.data() == APPLICATION) {
      UsageList usages = local.usages(global.usagePage());
      HidUsage application = usages.isEmpty() ? HidUsage.NONE : usages.atOrLast(0);
      around = new InputField.Place(++places, application);
      if (!usages.isEmpty()) {
        applications.add(application);
      }
    }
    collections.push(around);
  }

  private void input(DescriptorItem item) throws DescriptorException {
    Report report = reports.computeIfAbsent(global.reportId(), _ -> new Report());
    int width = global.bits();
    if (width * global.count() > HidLimits.REPORT_BITS - report.bits) {
      throw item.wrong(Reason.REPORT_TOO_LONG);
    }
    if (width == 0 || global.count() == 0) {
      return;
    }
    int count = (int) global.count();
    UsageList usages = local.usages(global.usagePage());
    int offset = report.bits;
    report.bits += width * count;
    if ((item.data() & CONSTANT) != 0 || usages.isEmpty() || width > WIDEST_VALUE) {
      return; // padding, or nothing that could be told apart
    }
    if (global.min() > global.max()) {
      throw item.wrong(Reason.RANGE);
    }
    if (place().application().page() == HidUsage.DIGITIZER) {
      return; // touch screens list thousands of values, and nobody here reads them
    }
    values += count;
    if (values > HidLimits.VALUES) {
      throw item.wrong(Reason.TOO_MANY_VALUES);
    }
    report.fields.add(
        new InputField(
            groups++,
            place(),
            offset,
            width,
            count,
            global.min(),
            global.max(),
            kind(item.data()),
            usages));
  }

  private InputField.Place place() {
    return collections.isEmpty() ? InputField.Place.NOWHERE : collections.getFirst();
  }

  private static InputField.Kind kind(long flags) {
    if ((flags & VARIABLE) == 0) {
      return InputField.Kind.ARRAY;
    }
    if ((flags & RELATIVE) != 0) {
      return InputField.Kind.RELATIVE;
    }
    return (flags & NULL_STATE) != 0 ? InputField.Kind.ABSOLUTE_OR_NONE : InputField.Kind.ABSOLUTE;
  }
}
