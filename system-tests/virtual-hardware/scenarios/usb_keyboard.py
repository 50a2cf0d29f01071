"""QEMU's own USB keyboard, whose firmware is nobody's of ours: a key down and up is two reports."""

from lane.lab import Lab

NEEDS_GATEWAY = False
KEY_B_DOWN = bytes.fromhex("0000050000000000")
NO_KEY = bytes(8)


def run(lab: Lab) -> None:
    keyboard = lab.usb_keyboard()
    keyboard.plug()
    reader = lab.hidraw_reader(keyboard.VENDOR, keyboard.PRODUCT)
    reader.wait_until_open()
    keyboard.press("b", down=True)
    keyboard.press("b", down=False)
    reader.expect(KEY_B_DOWN, NO_KEY)
    keyboard.unplug()
    reader.expect_gone()
