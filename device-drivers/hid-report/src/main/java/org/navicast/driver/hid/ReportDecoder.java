package org.navicast.driver.hid;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reports of one HID interface to the values in them. For one thread. */
public final class ReportDecoder {
  // HID Usage Tables, keyboard page: too many keys at once, self test failed, undefined error
  private static final int FIRST_KEYBOARD_ERROR = 0x01;
  private static final int LAST_KEYBOARD_ERROR = 0x03;

  private final boolean numbered;
  private final @Nullable InputReport[] reports = new InputReport[256];
  private long dropped;

  public ReportDecoder(ReportDescriptor descriptor) {
    numbered = descriptor.isNumbered();
    for (int id = 0; id < reports.length; id++) {
      reports[id] = descriptor.report(id).orElse(null);
    }
  }

  /**
   * Takes one report as it was read, with its id where the device numbers its reports. Bytes beyond
   * what the descriptor declares are left out.
   *
   * @param length how many bytes of the buffer are the report, 0 to its length
   * @return its values in order; empty where the report is too short, has an unknown id, or is a
   *     keyboard's way of saying that it does not know: the controls then are what they were
   */
  public List<HidValue> decode(byte[] report, int length) {
    int start = numbered ? 1 : 0;
    InputReport layout =
        length < start ? null : reports[numbered && length > 0 ? report[0] & 0xFF : 0];
    if (layout == null || length - start < layout.bytes() || isKeyboardError(layout, report)) {
      dropped++;
      return List.of();
    }
    List<HidValue> values = new ArrayList<>();
    for (InputField field : layout.fields()) {
      if (field.kind() == InputField.Kind.ARRAY) {
        values.add(new HidValue.Selection(field.group(), selected(field, report)));
      } else {
        for (int i = 0; i < field.count(); i++) {
          HidUsage usage = field.usages().atOrLast(i);
          long value = field.value(report, start * 8, i);
          if (usage.equals(HidUsage.HAT)) {
            values.add(hat(field, usage, value));
          } else if (field.kind() != InputField.Kind.ABSOLUTE_OR_NONE || field.means(value)) {
            values.add(value(field, usage, value));
          }
        }
      }
    }
    return values;
  }

  /** How many reports were left out. */
  public long dropped() {
    return dropped;
  }

  private boolean isKeyboardError(InputReport layout, byte[] report) {
    return layout.fields().stream()
        .filter(field -> field.kind() == InputField.Kind.ARRAY)
        .flatMap(field -> selected(field, report).stream())
        .anyMatch(
            usage ->
                usage.page() == HidUsage.KEYBOARD
                    && usage.id() >= FIRST_KEYBOARD_ERROR
                    && usage.id() <= LAST_KEYBOARD_ERROR);
  }

  private List<HidUsage> selected(InputField field, byte[] report) {
    List<HidUsage> on = new ArrayList<>();
    for (int i = 0; i < field.count(); i++) {
      long value = field.value(report, numbered ? 8 : 0, i);
      HidUsage usage = field.means(value) ? field.usages().at(value - field.min()) : null;
      if (usage != null && usage.id() != 0) { // usage 0 of any page is "no event"
        on.add(usage);
      }
    }
    return on;
  }

  private static HidValue hat(InputField field, HidUsage usage, long value) {
    int positions = Math.clamp(field.max() - field.min() + 1, 1, Integer.MAX_VALUE);
    OptionalInt direction =
        field.means(value)
            ? OptionalInt.of(Math.clamp(value - field.min(), 0, positions - 1))
            : OptionalInt.empty();
    return new HidValue.Hat(usage, direction, positions);
  }

  private static HidValue value(InputField field, HidUsage usage, long value) {
    if (field.isSwitch(usage)) {
      return new HidValue.Switch(usage, value != 0);
    }
    return new HidValue.Axis(
        usage, value, field.min(), field.max(), field.kind() == InputField.Kind.RELATIVE);
  }
}
