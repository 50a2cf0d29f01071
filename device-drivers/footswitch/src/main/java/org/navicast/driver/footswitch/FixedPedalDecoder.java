package org.navicast.driver.footswitch;

/** A pedal whose bits are in fixed places; what a report has beyond them is left out. */
final class FixedPedalDecoder implements HidPedalDecoder {
  private final HidPedalModel.Layout.Fixed layout;

  FixedPedalDecoder(HidPedalModel.Layout.Fixed layout) {
    this.layout = layout;
  }

  @Override
  public Said decode(byte[] report, int length, boolean[] down) {
    if (length < layout.length()) {
      return Said.NOTHING;
    }
    for (ByteMask condition : layout.conditions()) {
      if (!condition.holds(report)) {
        return Said.NOTHING;
      }
    }
    if (layout.plug().isPresent() && !layout.plug().get().isAnySet(report)) {
      return Said.NO_PLUG;
    }
    for (int i = 0; i < down.length; i++) {
      down[i] = layout.bits().get(i).isAnySet(report);
    }
    return Said.PEDALS;
  }
}
