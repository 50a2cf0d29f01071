package org.navicast.driver.io;

import java.util.List;

/** What a driver would make of a HID device. */
public sealed interface HidMatch {

  /**
   * It knows the model.
   *
   * @param notes what a person must know of it, one sentence each, without a full stop
   */
  record Known(String model, List<String> notes) implements HidMatch {
    public Known {
      notes = List.copyOf(notes);
    }
  }

  /** It does not know it, and could be shown its controls. */
  record Learnable() implements HidMatch {}

  /**
   * It has no use for it.
   *
   * @param reason why, without a full stop
   */
  record Unfit(String reason) implements HidMatch {}
}
