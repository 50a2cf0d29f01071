package org.navicast.driver.hid;

import java.util.Locale;

/**
 * What a control is for (HID Usage Tables).
 *
 * @param page usage page, 0 to 0xFFFF
 * @param id usage within its page, 0 to 0xFFFF
 */
public record HidUsage(int page, int id) {
  public static final int GENERIC_DESKTOP = 0x01;
  public static final int SIMULATION = 0x02;
  public static final int KEYBOARD = 0x07;
  public static final int BUTTON = 0x09;
  public static final int CONSUMER = 0x0C;
  public static final int DIGITIZER = 0x0D;

  /** Of a collection that says of nothing what it is for. */
  public static final HidUsage NONE = new HidUsage(0, 0);

  public static final HidUsage POINTER = new HidUsage(GENERIC_DESKTOP, 0x01);
  public static final HidUsage MOUSE = new HidUsage(GENERIC_DESKTOP, 0x02);
  public static final HidUsage JOYSTICK = new HidUsage(GENERIC_DESKTOP, 0x04);
  public static final HidUsage GAMEPAD = new HidUsage(GENERIC_DESKTOP, 0x05);
  public static final HidUsage KEYBOARD_DEVICE = new HidUsage(GENERIC_DESKTOP, 0x06);
  public static final HidUsage KEYPAD_DEVICE = new HidUsage(GENERIC_DESKTOP, 0x07);
  public static final HidUsage MULTI_AXIS = new HidUsage(GENERIC_DESKTOP, 0x08);
  public static final HidUsage X = new HidUsage(GENERIC_DESKTOP, 0x30);
  public static final HidUsage Y = new HidUsage(GENERIC_DESKTOP, 0x31);
  public static final HidUsage Z = new HidUsage(GENERIC_DESKTOP, 0x32);
  public static final HidUsage RX = new HidUsage(GENERIC_DESKTOP, 0x33);
  public static final HidUsage RY = new HidUsage(GENERIC_DESKTOP, 0x34);
  public static final HidUsage RZ = new HidUsage(GENERIC_DESKTOP, 0x35);
  public static final HidUsage SLIDER = new HidUsage(GENERIC_DESKTOP, 0x36);
  public static final HidUsage DIAL = new HidUsage(GENERIC_DESKTOP, 0x37);
  public static final HidUsage WHEEL = new HidUsage(GENERIC_DESKTOP, 0x38);
  public static final HidUsage HAT = new HidUsage(GENERIC_DESKTOP, 0x39);
  public static final HidUsage SYSTEM_CONTROL = new HidUsage(GENERIC_DESKTOP, 0x80);
  public static final HidUsage BATTERY_STRENGTH = new HidUsage(0x06, 0x20);
  public static final HidUsage CONSUMER_CONTROL = new HidUsage(CONSUMER, 0x01);
  public static final HidUsage PROGRAMMABLE_BUTTONS = new HidUsage(CONSUMER, 0x03);

  public HidUsage {
    if ((page & ~0xFFFF) != 0 || (id & ~0xFFFF) != 0) {
      throw new IllegalArgumentException("page and usage are 0 to 0xFFFF each");
    }
  }

  /** True for what a stick, a lever, a pedal or a rudder tells. */
  public boolean isAxis() {
    return (page == GENERIC_DESKTOP && id >= X.id() && id <= WHEEL.id()) || page == SIMULATION;
  }

  /** Page in the upper half, usage in the lower, as in a four-byte item. */
  static HidUsage of(int packed) {
    return new HidUsage(packed >>> 16, packed & 0xFFFF);
  }

  /** A button by its number, from 1. */
  public static HidUsage button(int number) {
    return new HidUsage(BUTTON, number);
  }

  /** A key of a keyboard by its usage, 0x04 for the letter A. */
  public static HidUsage key(int id) {
    return new HidUsage(KEYBOARD, id);
  }

  /**
   * Reads what {@link #toString} writes: page and usage in hexadecimal, such as {@code 07:04}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static HidUsage parse(String text) {
    if (!text.matches("[0-9a-fA-F]{1,4}:[0-9a-fA-F]{1,4}")) {
      throw new IllegalArgumentException(
          "give usage page and usage in hexadecimal, such as 07:04 for the key A or 09:01 for the"
              + " first button");
    }
    int colon = text.indexOf(':');
    return new HidUsage(
        Integer.parseInt(text.substring(0, colon), 16),
        Integer.parseInt(text.substring(colon + 1), 16));
  }

  /** Page and usage in hexadecimal, such as {@code 07:04}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%02x:%02x", page, id);
  }
}
